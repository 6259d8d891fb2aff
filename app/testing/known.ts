/** What there is to ask for in a filled database. */
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Known } from "./public-addresses";

/** Reads what is there: the largest and the smallest of each kind, and places half-way down the lists. */
export async function knownIn(db: Db): Promise<Known> {
  const [row] = await db.execute<Record<string, string> & { slugs: string[]; pages: number }>(sql`
    with live as (select * from article where state = 'published' and live_from is null and live_until is null),
         half as (select count(*) / 2 as n from live)
    select array[
             (select slug from live where story_id is null order by hot desc limit 1),
             (select slug from live where is_coverage order by hot desc limit 1),
             (select slug from live where story_id is not null and not is_coverage order by hot desc limit 1),
             (select slug from article where state = 'unpublished' and was_live limit 1)] as slugs,
           (select topic_id from article_topic group by 1 order by count(*) desc limit 1) as "largeTopic",
           (select topic_id from article_topic where topic_id like 'small-%' group by 1 order by count(*), 1 limit 1) as "smallTopic",
           (select domain from live join provider on provider.id = provider_id group by 1 order by count(*) desc limit 1) as "largeProvider",
           (select domain from live join provider on provider.id = provider_id group by 1 order by count(*), 1 limit 1) as "smallProvider",
           (select key from picture where state = 'failed' order by id limit 1) as "pictureKey",
           (select word from search_word where length(word) > 4 order by articles desc limit 1) as word,
           (select word from search_word where length(word) > 4 and articles between 1 and 3 order by word limit 1) as "rareWord",
           (select hot || '_' || id from live where not is_coverage order by hot desc, id desc offset (select n from half) * 9 / 10 limit 1) as front,
           (select (extract(epoch from published_at) * 1000)::bigint || '_' || id from live order by published_at desc, id desc offset (select n from half) limit 1) as time,
           (select coalesce(heat, 0) || '_' || (extract(epoch from published_at) * 1000)::bigint || '_' || id from live
             order by coalesce(heat, 0) desc, published_at desc, id desc offset (select n from half) limit 1) as heat,
           (select to_char(published_at at time zone 'UTC', 'YYYY/MM') from live order by published_at desc, id desc offset (select n from half) limit 1) as month,
           (select n * 2 / 25 from half)::int as pages`);
  if (!row) throw new Error("There are no articles.");
  const { front = "", time = "", heat = "", pages, slugs, ...rest } = row;
  return {
    ...(rest as Omit<Known, "slugs" | "deep" | "lastPage">),
    slugs,
    deep: { front, time, heat },
    lastPage: pages,
  };
}
