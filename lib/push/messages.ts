/** What webhooks are told, as JSON: the event, when it was noticed, and the article as /api/v1 gives it. */
import type { Db } from "@/db/client";
import type { News } from "@/db/told-articles";
import { articlesAsJson } from "../api/articles";
import { storiesByIds } from "../reading/stories";
import { urls } from "../urls";
import { type ArticleEvent, TEST_EVENT } from "./events";

export type Message = { articleId: number; event: ArticleEvent; body: string };

/** A message for each; none for what went off between two reads, of which there will be news again. */
export async function messagesOf(tx: Db, news: News[], { siteUrl, now }: { siteUrl: string; now: Date }) {
  const live = news.filter(({ what }) => what === "published" || what === "updated");
  const stories = await storiesByIds(
    tx,
    live.map(({ articleId }) => articleId),
    now,
  );
  const articles = await articlesAsJson(tx, stories, siteUrl);
  const byId = new Map(stories.map(({ id }, place) => [id, articles[place]]));
  return news.flatMap((one): Message[] => {
    const event: ArticleEvent = `article.${one.what}`;
    const former = one.formerSlug === null ? {} : { formerSlug: one.formerSlug };
    const message = (data: object) => [
      { articleId: one.articleId, event, body: envelope(event, { ...data, ...former }, now) },
    ];
    // What was taken back is not told once more.
    if (!live.includes(one)) return message({ slug: one.slug, url: siteUrl + urls.article(one.slug) });
    const article = byId.get(one.articleId);
    return article ? message(article) : [];
  });
}

export const testBody = (siteUrl: string, now: Date) =>
  envelope(TEST_EVENT, { url: siteUrl, message: "Messages from here arrive." }, now);

const envelope = (type: string, data: object, now: Date) =>
  JSON.stringify({ type, timestamp: now.toISOString(), data });
