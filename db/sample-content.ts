/** Articles, topics and providers that came with the sample content, and what else uses them. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import type { ProviderRecord } from "./providers-write";
import { provider, setting } from "./schema";

export type SampleArticle = { id: number; storyId: number | null; isEdited: boolean };

const listed = (values: (string | number)[], type: "text" | "bigint") =>
  sql`(select value::${sql.raw(type)} from json_array_elements_text(${JSON.stringify(values)}::json) as value)`;

/** Articles with one of these links, by id. Providers of the samples have names that nobody can register. */
export async function articlesWithLinks(db: Db, links: string[]): Promise<SampleArticle[]> {
  return db.execute<SampleArticle>(sql`
    select article.id::float8 as id, story_id::float8 as "storyId",
           exists (select 1 from audit_event where subject = 'article' and subject_id = article.id::text
                                               and user_id is not null) as "isEdited"
      from article join provider on provider.id = provider_id
     where domain like '%.example' and (web_url in ${listed(links, "text")} or original_url in ${listed(links, "text")})
     order by article.id`);
}

/** Those of these topics that an article beside `articleIds` has. */
export async function topicsOfOthers(db: Db, articleIds: number[]): Promise<Set<string>> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct topic_id as id from article_topic where article_id not in ${listed(articleIds, "bigint")}`);
  return new Set(rows.map(({ id }) => id));
}

/** Providers of these domains that have no article beside `articleIds`. */
export async function providersOnlyOf(db: Db, domains: string[], articleIds: number[]): Promise<ProviderRecord[]> {
  return db
    .select()
    .from(provider)
    .where(
      sql`${provider.domain} in ${listed(domains, "text")} and not exists (
        select 1 from article where provider_id = ${provider.id} and article.id not in ${listed(articleIds, "bigint")})`,
    )
    .orderBy(provider.name);
}

/** Members of stories that stay when `articleIds` go, with their stories. */
export async function membersBeside(db: Db, articleIds: number[]): Promise<{ id: number; storyId: number }[]> {
  return db.execute<{ id: number; storyId: number }>(sql`
    select id::float8 as id, story_id::float8 as "storyId" from article
     where story_id in (select story_id from article where id in ${listed(articleIds, "bigint")})
       and id not in ${listed(articleIds, "bigint")} order by id`);
}

const REMOVED_KEY = "sample-removed";

/** Notes that the sample content was removed, so that no start brings it back. */
export async function noteSampleRemoved(tx: Db): Promise<void> {
  await tx.insert(setting).values({ key: REMOVED_KEY, value: true }).onConflictDoNothing();
}

/** Whether there is no article, and nobody removed the sample content before. */
export async function wantsSample(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ wanted: boolean }>(sql`
    select not exists (select 1 from article) and not exists (select 1 from setting where key = ${REMOVED_KEY}) as wanted`);
  return row?.wanted ?? false;
}
