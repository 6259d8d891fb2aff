import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "./client";
import { topic } from "./schema";

export type TopicLine = { id: string; name: string; parent: string | null };

const line = { id: topic.id, name: topic.name, parent: topic.parent };
const inOrder = [sql`${topic.position} nulls last`, asc(topic.name)];

/** Topics of the navigation: those without a parent first, in the order of their files; short names where given. */
export async function navigationTopics(db: Db, limit: number): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: topic.id, name: sql<string>`coalesce(${topic.shortname}, ${topic.name})` })
    .from(topic)
    .where(sql`exists (select 1 from article_topic where topic_id = ${topic.id} and published) or exists (
      select 1 from ${topic} child join article_topic on topic_id = child.id and published where child.parent = ${topic.name})`)
    .orderBy(sql`(${topic.parent} is not null)`, ...inOrder)
    .limit(limit);
}

export async function topicsByIds(db: Db, ids: string[]): Promise<TopicLine[]> {
  return ids.length === 0 ? [] : db.select(line).from(topic).where(inArray(topic.id, ids));
}

export async function topicByName(db: Db, name: string): Promise<TopicLine | null> {
  const [row] = await db.select(line).from(topic).where(eq(topic.name, name));
  return row ?? null;
}

export async function childrenOf(db: Db, names: string[]): Promise<TopicLine[]> {
  return names.length === 0
    ? []
    : db
        .select(line)
        .from(topic)
        .where(inArray(topic.parent, names))
        .orderBy(...inOrder);
}
