/** Topics, as editors' changes need them. */
import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "./client";
import { topic, topicRedirect } from "./schema";
import type { TopicRecord } from "./topics-write";

/** All of them: those with a place in order, then the others by name. */
export async function allTopics(db: Db): Promise<TopicRecord[]> {
  return db.select().from(topic).orderBy(sql`${topic.position} nulls last`, asc(topic.name));
}

export async function insertTopic(tx: Db, row: TopicRecord): Promise<void> {
  await tx.insert(topic).values(row);
}

export async function updateTopic(tx: Db, id: string, fields: Partial<Omit<TopicRecord, "id">>): Promise<void> {
  if (Object.keys(fields).length > 0) await tx.update(topic).set(fields).where(eq(topic.id, id));
}

export async function deleteTopic(tx: Db, id: string): Promise<void> {
  await tx.delete(topic).where(eq(topic.id, id));
}

/** Gives a topic another id, which must be free; its articles and its former ids follow. */
export async function moveTopic(tx: Db, from: string, to: string): Promise<void> {
  // Names are unique: the copy has one of no topic until the old row is gone.
  await tx.execute(sql`
    insert into topic (id, name, shortname, parent, keywords, images, services, position, file_name, file)
    select ${to}, ${` ${to}`}, shortname, parent, keywords, images, services, position, file_name, file
      from topic where id = ${from}`);
  const [old] = await tx.select({ name: topic.name }).from(topic).where(eq(topic.id, from));
  await tx.execute(sql`update article_topic set topic_id = ${to} where topic_id = ${from}`);
  await tx.execute(sql`update topic_redirect set topic_id = ${to} where topic_id = ${from}`);
  await tx.delete(topic).where(eq(topic.id, from));
  await tx
    .update(topic)
    .set({ name: old?.name ?? to })
    .where(eq(topic.id, to));
}

/** An article's place in a topic that it loses, and in the one that it gets instead if it had that as well. */
export type MovedArticle = [articleId: number, position: number, otherPosition: number | null];

/** Up to `limit` articles of a topic, by id, locked until `tx` ends. */
export async function lockArticlesOfTopic(tx: Db, from: string, into: string, limit: number): Promise<MovedArticle[]> {
  const rows = await tx.execute<{ id: number; position: number; other: number | null }>(sql`
    select article.id::float8 as id, own.position, other.position as other
      from article_topic own join article on article.id = own.article_id
      left join article_topic other on other.article_id = own.article_id and other.topic_id = ${into}
     where own.topic_id = ${from} order by article.id limit ${limit} for update of article`);
  return rows.map(({ id, position, other }) => [id, position, other]);
}

/** Up to `limit` articles that have any of these topics, by id, locked until `tx` ends. */
export async function lockArticlesOfTopics(tx: Db, topicIds: string[], limit: number): Promise<number[]> {
  const rows = await tx.execute<{ id: number }>(sql`
    select id::float8 as id from article
     where id in (select article_id from article_topic
                   where topic_id = any(array(select json_array_elements_text(${JSON.stringify(topicIds)}::json))))
     order by article.id limit ${limit} for update`);
  return rows.map(({ id }) => id);
}

/** Holds topics as they are: no article gets or loses them until `tx` ends. */
export async function lockTopics(tx: Db, ids: string[]): Promise<void> {
  await tx.select({ id: topic.id }).from(topic).where(inArray(topic.id, ids)).orderBy(asc(topic.id)).for("update");
}

/** Gives a topic's articles to another; an article that had both has it at the earlier of the two places. */
export async function giveArticles(tx: Db, from: string, into: string): Promise<void> {
  await tx.execute(sql`
    update article_topic kept set position = least(kept.position, gone.position)
      from article_topic gone
     where gone.topic_id = ${from} and kept.topic_id = ${into} and kept.article_id = gone.article_id`);
  await tx.execute(sql`
    delete from article_topic gone using article_topic kept
     where gone.topic_id = ${from} and kept.topic_id = ${into} and kept.article_id = gone.article_id`);
  await tx.execute(sql`update article_topic set topic_id = ${into} where topic_id = ${from}`);
}

/** The way back. Articles whose topics were changed since stay as they are. Gives those that it changed. */
export async function giveArticlesBack(
  tx: Db,
  from: string,
  into: string | null,
  moved: MovedArticle[],
): Promise<number[]> {
  const given = sql`(select (value->>0)::bigint as id, (value->>1)::int as position, (value->>2)::int as other
                       from json_array_elements(${JSON.stringify(moved)}::json) as value) given`;
  const rows = await tx.execute<{ id: number }>(sql`
    insert into article_topic (article_id, topic_id, position, published_at, published)
    select given.id, ${from}, given.position, article.published_at, article.state = 'published'
      from ${given} join article on article.id = given.id
     where ${into}::text is null or exists (
       select 1 from article_topic kept
        where kept.article_id = given.id and kept.topic_id = ${into}
          and kept.position = least(given.position, given.other))
    on conflict do nothing returning article_id::float8 as id`);
  const ids = rows.map(({ id }) => id);
  if (into === null || ids.length === 0) return ids;
  const isBack = sql`given.id in (select value::bigint from json_array_elements_text(${JSON.stringify(ids)}::json) as value)`;
  await tx.execute(sql`
    update article_topic kept set position = given.other from ${given}
     where kept.topic_id = ${into} and kept.article_id = given.id and given.other is not null and ${isBack}`);
  await tx.execute(sql`
    delete from article_topic kept using ${given}
     where kept.topic_id = ${into} and kept.article_id = given.id and given.other is null and ${isBack}`);
  return ids;
}

/** Counts a change of these articles, so that nobody saves topics over it that are no more. */
export async function countChange(tx: Db, articleIds: number[], now: Date): Promise<void> {
  await tx.execute(sql`
    update article set version = version + 1, changed_at = ${now.toISOString()}::timestamptz
     where id = any(array(select json_array_elements_text(${JSON.stringify(articleIds)}::json)::bigint))`);
}

export async function writePositions(tx: Db, rows: { id: string; position: number | null }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update topic set position = given.position
      from json_to_recordset(${JSON.stringify(rows)}::json) as given(id text, position int)
     where topic.id = given.id`);
}

/** Ids that a topic had before. */
export async function formerTopicIds(db: Db, topicId: string): Promise<string[]> {
  const rows = await db
    .select({ id: topicRedirect.id })
    .from(topicRedirect)
    .where(eq(topicRedirect.topicId, topicId))
    .orderBy(asc(topicRedirect.id));
  return rows.map(({ id }) => id);
}

/** Where topics are now, of ids that topics had before. */
export async function topicIdsNow(db: Db, formerIds: string[]): Promise<Map<string, string>> {
  if (formerIds.length === 0) return new Map();
  const rows = await db.select().from(topicRedirect).where(inArray(topicRedirect.id, formerIds));
  return new Map(rows.map(({ id, topicId }) => [id, topicId]));
}

/** Of these ids those that no topic has, and that lead to this one still; with null, nowhere. */
export async function topicIdsLeadingTo(db: Db, formerIds: string[], to: string | null): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select given.id from json_array_elements_text(${JSON.stringify(formerIds)}::json) as given(id)
      left join topic_redirect once on once.id = given.id
     where once.topic_id is not distinct from ${to}::text
       and not exists (select 1 from topic own where own.id = given.id)`);
  return rows.map(({ id }) => id);
}

/** Lets ids lead to a topic; what they led to before is forgotten. */
export async function redirectTopics(tx: Db, ids: string[], topicId: string): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .insert(topicRedirect)
    .values(ids.map((id) => ({ id, topicId })))
    .onConflictDoUpdate({ target: topicRedirect.id, set: { topicId } });
}

/** Takes ids that topics have again off the list. */
export async function forgetTopicRedirects(tx: Db, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(topicRedirect).where(inArray(topicRedirect.id, ids));
}
