/** Topics, as writing needs them. */
import { and, eq, inArray, or, sql } from "drizzle-orm";
import { anyOf } from "./any-of";
import type { Db } from "./client";
import { topic, topicRedirect } from "./schema";

export type TopicRecord = typeof topic.$inferSelect;
export type TopicFields = Omit<TopicRecord, "position">;

export async function topicsByName(tx: Db, names: string[]): Promise<Pick<TopicRecord, "id" | "name">[]> {
  if (names.length === 0) return [];
  return tx.select({ id: topic.id, name: topic.name }).from(topic).where(anyOf(topic.name, names));
}

/** Those of these ids that are taken. */
export async function takenTopicIds(tx: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.select({ id: topic.id }).from(topic).where(inArray(topic.id, ids));
  return new Set(rows.map(({ id }) => id));
}

export async function insertTopics(tx: Db, rows: { id: string; name: string }[]): Promise<void> {
  if (rows.length > 0) await tx.insert(topic).values(rows);
}

/** Topics that have this id, had it once, or have this name or this file. */
export async function topicsLike(
  tx: Db,
  given: { id: string; name: string; fileName: string },
): Promise<TopicRecord[]> {
  const moved = tx.select({ id: topicRedirect.topicId }).from(topicRedirect).where(eq(topicRedirect.id, given.id));
  return tx
    .select()
    .from(topic)
    .where(
      or(
        eq(topic.id, given.id),
        inArray(topic.id, moved),
        eq(topic.name, given.name),
        eq(topic.fileName, given.fileName),
      ),
    );
}

/** Its place in the order is to be found anew where its file has another name than before. */
export async function putTopic(tx: Db, fields: TopicFields): Promise<void> {
  await tx
    .update(topic)
    .set({ position: null })
    .where(and(eq(topic.id, fields.id), sql`${topic.fileName} is distinct from ${fields.fileName}`));
  await tx.insert(topic).values(fields).onConflictDoUpdate({ target: topic.id, set: fields });
}

/** Takes a topic's file from it; its articles keep it. */
export async function detachTopicFile(tx: Db, id: string): Promise<void> {
  await tx.update(topic).set({ fileName: null, file: null, position: null }).where(eq(topic.id, id));
}

/** Gives a topic another id, which must be free; its articles follow. */
export async function changeTopicId(tx: Db, from: string, to: string): Promise<void> {
  // Names are unique, so the copy gets the name once the old row is gone.
  await tx.execute(sql`
    insert into topic (id, name, shortname, parent, keywords, images, services, position, file_name, file)
    select ${to}, ${` ${to}`}, shortname, parent, keywords, images, services, position, file_name, file
      from topic where id = ${from}`);
  const [old] = await tx.select({ name: topic.name }).from(topic).where(eq(topic.id, from));
  await absorbTopic(tx, from, to);
  if (old) await tx.update(topic).set({ name: old.name }).where(eq(topic.id, to));
}

/** Gives a topic's articles to another topic, and removes it. */
export async function absorbTopic(tx: Db, from: string, into: string): Promise<void> {
  await tx.execute(sql`
    update article_topic set topic_id = ${into}
     where topic_id = ${from}
       and not exists (select 1 from article_topic other
                        where other.article_id = article_topic.article_id and other.topic_id = ${into})`);
  await tx.execute(sql`delete from article_topic where topic_id = ${from}`);
  await tx.execute(sql`update topic_redirect set topic_id = ${into} where topic_id = ${from}`);
  await tx.delete(topic).where(eq(topic.id, from));
}
