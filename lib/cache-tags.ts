/** Names of cache tags: what a cached page or feed depends on, and what a change touches. */

/** Every list of articles: front page, latest, top, archive, feeds, counts. */
export const ARTICLES_TAG = "articles";
/** Names, parents and order of topics; names of providers; settings: what the frame of every page shows. */
export const FRAME_TAG = "frame";
export const articleTag = (id: number) => `article:${id}`;
export const storyTag = (id: number) => `story:${id}`;
export const topicTag = (id: string) => `topic:${encodeURIComponent(id)}`;
export const providerTag = (id: number) => `provider:${id}`;

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
