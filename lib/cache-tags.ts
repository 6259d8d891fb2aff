/** Names of cache tags: what a cached page or feed depends on, and what a change touches. */
import { createHash } from "node:crypto";

/** Every list of articles: front page, latest, top, archive, feeds, counts. */
export const ARTICLES_TAG = "articles";
/** Names, parents and order of topics; names of providers; settings: what the frame of every page shows. */
export const FRAME_TAG = "frame";
/** What the search engines hold: announced by the worker when they have been told of changes. */
export const SEARCH_TAG = "search";
/** Searches depend on it, and the worker is told that search has other synonyms. */
export const SYNONYMS_TAG = "synonyms";
/** No page depends on it alone: processes are told that admins set another name, time zone or the like. */
export const SETTINGS_TAG = "settings";
export const articleTag = (id: number) => `article:${id}`;
/** The articles that are named by tags. */
export const articlesIn = (tags: string[]): number[] =>
  tags.flatMap((tag) => (tag.startsWith("article:") ? [Number(tag.slice("article:".length))] : []));
export const storyTag = (id: number) => `story:${id}`;
export const topicTag = (id: string) => `topic:${short(encodeURIComponent(id))}`;
export const providerTag = (id: number) => `provider:${id}`;

/** Next drops tags of more than 256 characters, and a page without its tag would never be told. */
const MAX_ID_LENGTH = 200;
const short = (id: string) => (id.length <= MAX_ID_LENGTH ? id : createHash("sha256").update(id).digest("base64url"));

/** What of an article decides which pages show it. */
export type Tagged = { id: number; storyId: number | null; providerId: number; topicIds: string[] };

/** Tags to announce for changed articles: pass each as it was and as it is. */
export function tagsOf(...articles: Tagged[]): string[] {
  return articles.flatMap((article) => [
    ARTICLES_TAG,
    articleTag(article.id),
    providerTag(article.providerId),
    ...(article.storyId === null ? [] : [storyTag(article.storyId)]),
    ...article.topicIds.map(topicTag),
  ]);
}
