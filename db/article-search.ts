/** Documents of the Postgres search engine. */
import { sql } from "drizzle-orm";
import { anyOf } from "./any-of";
import type { Db } from "./client";
import { PLANNED_ONCE } from "./planned-once";
import { articleSearch } from "./schema";

/** A row of `article_search`; `document` is a tsvector as text, times in ms since 1970. */
export type SearchRow = {
  id: number;
  document: string;
  publishedAt: number;
  liveFrom: number | null;
  liveUntil: number | null;
  providerId: number;
  type: string;
  topicIds: string[];
  storyId: number | null;
  quality: number | null;
  heat: number | null;
  hot: number;
  titleWords: number;
};

export async function putSearchDocuments(tx: Db, rows: SearchRow[]): Promise<void> {
  if (rows.length === 0) return;
  const given = JSON.stringify(
    rows.map(
      ({
        id,
        document,
        publishedAt,
        liveFrom,
        liveUntil,
        providerId,
        type,
        topicIds,
        storyId,
        quality,
        heat,
        hot,
        titleWords,
      }) => ({
        id,
        document,
        published_at: publishedAt / 1000,
        live_from: liveFrom === null ? null : liveFrom / 1000,
        live_until: liveUntil === null ? null : liveUntil / 1000,
        provider_id: providerId,
        type,
        topic_ids: topicIds,
        story_id: storyId,
        quality,
        heat: heat ?? 0,
        hot,
        title_words: titleWords,
      }),
    ),
  );
  await tx.execute(sql`${PLANNED_ONCE}
    insert into article_search (article_id, document, published_at, live_from, live_until, provider_id, type, topic_ids,
                                story_id, quality, heat, hot, title_words)
    select id, document::tsvector, to_timestamp(published_at), to_timestamp(live_from), to_timestamp(live_until),
           provider_id, type, topic_ids, story_id, quality, heat, hot, title_words
      from json_to_recordset(${given}::json)
        as given(id bigint, document text, published_at float8, live_from float8, live_until float8, provider_id bigint,
                 type text, topic_ids text[], story_id bigint, quality int, heat int, hot float8,
                 title_words int)
    on conflict (article_id) do update
       set document = excluded.document, published_at = excluded.published_at, live_from = excluded.live_from,
           live_until = excluded.live_until, provider_id = excluded.provider_id, type = excluded.type,
           topic_ids = excluded.topic_ids, story_id = excluded.story_id, quality = excluded.quality,
           heat = excluded.heat, hot = excluded.hot, title_words = excluded.title_words`);
}

export async function removeSearchDocuments(tx: Db, articleIds: number[]): Promise<void> {
  if (articleIds.length > 0) await tx.delete(articleSearch).where(anyOf(articleSearch.articleId, articleIds));
}
