/**
 * What those outside were last told of articles, and what is news to them since. While there is nobody to tell, nothing
 * is kept. `version` there is not the article's: it is a hash of what readers see of it. So a pin is no news, and
 * coverage that joins a story is.
 */
import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article, setting, toldArticle } from "./schema";

/** Since when changes are told of. */
const KEY = "push-since";
/** Any number that nothing else locks: `push` in ASCII. */
const PUSH_LOCK = 0x70757368;

/** Lets one process at a time find out what is news, until the transaction ends. */
export async function lockTelling(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${PUSH_LOCK})`);
}

/** Whether changes are told of. */
export async function isTelling(db: Db): Promise<boolean> {
  const rows = await db.select({ key: setting.key }).from(setting).where(eq(setting.key, KEY));
  return rows.length > 0;
}

const HASH = sql`hashtext(jsonb_build_array(
  article.title, article.excerpt, article.type, extract(epoch from article.published_at),
  extract(epoch from article.updated_at), article.web_url, article.original_url, article.provider_id, article.quality,
  article.heat, article.is_coverage, article.story_id, article.correction, article.images, article.featured_content,
  (select jsonb_agg(topic_id order by position) from article_topic where article_id = article.id))::text)`;

/** Takes what is live now as known. Changes are told of from here on. */
export async function beginTelling(tx: Db, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  // A million articles take longer than whoever asks for a page may wait otherwise.
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(sql`
    insert into told_article (article_id, slug, live, version, told_at)
    select article.id, article.slug, true, ${HASH}, ${at} from ${article} where ${liveCondition(now)}
    on conflict (article_id) do update set slug = excluded.slug, live = true, version = excluded.version, told_at = ${at}`);
  await tx.insert(setting).values({ key: KEY, value: now.toISOString() }).onConflictDoNothing();
}

/** Forgets it all: nobody is told any more. */
export async function endTelling(tx: Db): Promise<void> {
  await tx.delete(toldArticle);
  await tx.delete(setting).where(eq(setting.key, KEY));
}

export type News = {
  articleId: number;
  what: "published" | "updated" | "unpublished" | "deleted";
  slug: string;
  /** Under which they know it, where that is another. */
  formerSlug: string | null;
  /** Of what readers see now; 0 for what is gone. */
  hash: number;
  /** When they were told last; null for never. */
  toldAt: Date | null;
};

/**
 * What is news of changed articles, by id.
 * @param among these articles; without, those whose changes wait in the outbox
 * @param after only what was put into the outbox after this entry
 * @param beyond only articles with a higher id
 */
export async function newsOf(
  tx: Db,
  {
    among,
    after = 0,
    beyond = 0,
    now,
    limit,
  }: {
    among?: number[] | undefined;
    after?: number | undefined;
    beyond?: number | undefined;
    now: Date;
    limit: number;
  },
): Promise<News[]> {
  const changed: SQL = among
    ? sql`(select distinct unnest(${sql.param(among)}::bigint[]) as article_id)`
    : sql`(select distinct article_id from outbox where id > ${after} and article_id > ${beyond})`;
  const isLive = sql`coalesce(${liveCondition(now)}, false)`;
  const rows = await tx.execute<Omit<News, "toldAt"> & { toldMs: number | null }>(sql`
    select changed.article_id::float8 as "articleId", coalesce(article.slug, told.slug) as slug,
           case when told.slug <> article.slug then told.slug end as "formerSlug",
           case when article.id is null then 'deleted' when not ${isLive} then 'unpublished'
                when told.live then 'updated' else 'published' end as what,
           case when article.id is null then 0 else ${HASH} end as hash,
           (extract(epoch from told.told_at) * 1000)::float8 as "toldMs"
      from ${changed} changed
      left join article on article.id = changed.article_id
      left join told_article told on told.article_id = changed.article_id
     where case when article.id is null then told.article_id is not null
                when ${isLive} then told.live is not true or told.version <> ${HASH} or told.slug <> article.slug
                else told.live is true end
     order by changed.article_id limit ${limit}`);
  return rows.map(({ toldMs, ...row }) => ({ ...row, toldAt: toldMs === null ? null : new Date(toldMs) }));
}

/** Notes that these were told. */
export async function putTold(tx: Db, news: News[], now: Date): Promise<void> {
  const gone = news.filter(({ what }) => what === "deleted").map(({ articleId }) => articleId);
  if (gone.length > 0) await tx.delete(toldArticle).where(inArray(toldArticle.articleId, gone));
  const rows = news
    .filter(({ what }) => what !== "deleted")
    .map(({ articleId, slug, what, hash }) => ({ articleId, slug, live: what !== "unpublished", hash }));
  if (rows.length === 0) return;
  // As one parameter: thousands take long to be written down.
  await tx.execute(sql`
    insert into told_article (article_id, slug, live, version, told_at)
    select "articleId", slug, live, hash, ${now.toISOString()}::timestamptz
      from json_to_recordset(${JSON.stringify(rows)}::json) as rows("articleId" bigint, slug text, live boolean, hash integer)
    on conflict (article_id) do update
       set slug = excluded.slug, live = excluded.live, version = excluded.version, told_at = excluded.told_at`);
}
