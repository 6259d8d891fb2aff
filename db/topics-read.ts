import { asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Db } from "./client";
import { topic } from "./schema";

export type TopicLine = { id: string; name: string; parent: string | null };

const line = { id: topic.id, name: topic.name, parent: topic.parent };
const inOrder = [sql`${topic.position} nulls last`, asc(topic.name)];

/**
 * Topics of the navigation: those that have a file, as the operator's choice, the ones without a parent first; short
 * names where given. It does not depend on articles, so that publishing one leaves the frame of other pages as it is.
 */
export async function navigationTopics(db: Db, limit: number): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: topic.id, name: sql<string>`coalesce(${topic.shortname}, ${topic.name})` })
    .from(topic)
    .where(isNotNull(topic.position))
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
