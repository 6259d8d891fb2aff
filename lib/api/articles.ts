/** Articles as /api/v1 gives them. */

import { type ArticleFilter, articleIds, articleKeyset } from "@/db/api-articles";
import { articleAt, articleOnceAt } from "@/db/article-address";
import { liveCardBySlug } from "@/db/cards";
import type { Db } from "@/db/client";
import { correctionsOf } from "@/db/corrections";
import { goneAmong } from "@/db/gone";
import { formatCursor, parseCursor } from "@/db/keyset";
import { providersOnceAt } from "@/db/provider-changes";
import { providersByDomain } from "@/db/providers-write";
import { topicIdsNow } from "@/db/topic-changes";
import { ARTICLES_TAG, articleTag, FRAME_TAG } from "../cache-tags";
import type { Read } from "../reading/read";
import { storiesByIds } from "../reading/stories";
import type { Story } from "../reading/types";
import { storyAsJson } from "../search/as-json";
import { spanOf } from "../search/dates";
import { topicIdsBelow } from "../topic/below";
import type { ArticleJson, ArticlesQuery } from "./schemas/articles";
import { wrongParameter } from "./schemas/query";

type Place = { url: string; timeZone: string };
type Asked = Pick<Read<object>, "tags">;

/**
 * A page of live articles. Unknown topics and providers have none.
 * @throws AppError invalid, with the parameter that is wrong
 */
export async function articlesPage(
  db: Db,
  query: ArticlesQuery,
  { now, url, timeZone }: Place & { now: Date },
): Promise<Asked & { value: { articles: Partial<ArticleJson>[]; next: string | null } }> {
  const { sort, limit, fields } = query;
  const cursor = query.after === undefined ? null : parseCursor(query.after, articleKeyset(sort));
  if (query.after !== undefined && cursor === null) throw wrongParameter("after", "is not a `next` of this list");
  const clock = { now, timeZone };
  const filter: ArticleFilter = {
    topicIds: query.topic ? await topicsAsked(db, query.topic) : null,
    providerIds: query.provider ? await providersAsked(db, query.provider) : null,
    types: query.type ?? null,
    from: dayOf("from", query.from, clock)?.from ?? null,
    until: dayOf("to", query.to, clock)?.until ?? null,
    minQuality: query.minQuality ?? null,
    minHeat: query.minHeat ?? null,
  };
  const { ids, older } = await articleIds(db, filter, { sort, now, cursor, size: limit });
  const articles = await articlesAsJson(db, await storiesByIds(db, ids, now), url);
  return {
    value: { articles: articles.map((one) => only(one, fields)), next: older && formatCursor(older) },
    // Topics and providers may get other names and ids.
    tags: [ARTICLES_TAG, FRAME_TAG],
  };
}

export type FoundArticle =
  | { kind: "live"; article: Partial<ArticleJson> }
  | { kind: "moved"; slug: string }
  | { kind: "gone" }
  | { kind: "unknown" };

/** What is at a slug: the same as at its page, `/news/{slug}`. */
export async function articleBySlug(
  db: Db,
  slug: string,
  { now, url, fields }: Pick<Place, "url"> & { now: Date; fields?: string[] | undefined },
): Promise<Asked & { value: FoundArticle }> {
  const row = await liveCardBySlug(db, slug, now);
  if (row) {
    const [article] = await articlesAsJson(db, await storiesByIds(db, [row.id], now), url);
    // Its story's others show in it, so any change may.
    if (article) return { value: { kind: "live", article: only(article, fields) }, tags: [ARTICLES_TAG, FRAME_TAG] };
  }
  const found = (await articleAt(db, slug, now)) ?? (await articleOnceAt(db, slug, now));
  const tags = [ARTICLES_TAG, ...(found ? [articleTag(found.id)] : [])];
  if (found?.isLive && found.slug !== null && found.slug !== slug)
    return { value: { kind: "moved", slug: found.slug }, tags };
  const isGone = found ? found.wasLive : (await goneAmong(db, [slug])).has(slug);
  return { value: { kind: isGone ? "gone" : "unknown" }, tags };
}

/** Stories as every part of the API gives articles, in their order. */
export async function articlesAsJson(db: Db, stories: Story[], url: string): Promise<ArticleJson[]> {
  const corrections = await correctionsOf(
    db,
    stories.map(({ id }) => id),
  );
  return stories.map((story) => {
    const note = corrections.get(story.id);
    const correction = note ? { text: note.text, at: note.at.toISOString() } : null;
    return { ...storyAsJson(story, url), correction };
  });
}

function only(article: ArticleJson, fields: string[] | undefined): Partial<ArticleJson> {
  if (!fields) return article;
  return Object.fromEntries(Object.entries(article).filter(([name]) => fields.includes(name)));
}

function dayOf(name: string, day: string | undefined, clock: { now: Date; timeZone: string }) {
  if (day === undefined) return null;
  const span = spanOf(day, clock);
  if (!span) throw wrongParameter(name, "must be a day (2024-05-31), a month (2024-05) or a year (2024)");
  return span;
}

/** Topics by the ids that they have or had, and those below them. */
async function topicsAsked(db: Db, ids: string[]): Promise<string[]> {
  const moved = await topicIdsNow(db, ids);
  return topicIdsBelow(db, [...new Set(ids.map((id) => moved.get(id) ?? id))]);
}

async function providersAsked(db: Db, domains: string[]): Promise<number[]> {
  const [present, moved] = await Promise.all([providersByDomain(db, domains), providersOnceAt(db, domains)]);
  return [...present, ...moved.values()].map(({ id }) => id);
}
