/** What webhooks can be told of, and in which words. Shared with the browser. */

export const ARTICLE_EVENTS = [
  "article.published",
  "article.updated",
  "article.unpublished",
  "article.deleted",
] as const;
export type ArticleEvent = (typeof ARTICLE_EVENTS)[number];

/** What an admin sends to see whether messages arrive: to any webhook, once. */
export const TEST_EVENT = "webhook.test";

export const EVENT_WORDS: Record<ArticleEvent, string> = {
  "article.published": "went live",
  "article.updated": "changed while live, or got coverage",
  "article.unpublished": "is live no more",
  "article.deleted": "was deleted for good",
};
