/** New articles that editors make. */
import { announce } from "@/db/announce";
import { insertArticles, reserveArticleIds } from "@/db/article-rows";
import { addArticleTopics } from "@/db/article-topics";
import { type Actor, appendAudit, newAct } from "@/db/audit";
import type { Db } from "@/db/client";
import { goneAmong } from "@/db/gone";
import { enqueue } from "@/db/outbox";
import type { ArticleState } from "@/db/schema";
import { acting } from "../acting";
import { tagsOf } from "../cache-tags";
import { AppError } from "../errors";
import { changeIn } from "./change";
import { freeSlug } from "./free-slug";
import { imagesOfDraft, providerOfDraft, topicsOfDraft } from "./from-draft";
import type { NewDraft } from "./given-draft";
import { ARTICLE } from "./history";

/** How the record calls it. Taken back, the article is left out: unpublished, and off every list. */
export const CREATE = "create";

export type Creation = {
  draft: NewDraft;
  state: Extract<ArticleState, "queued" | "published">;
  confirmed?: number | null | undefined;
  by: Actor;
  now: Date;
};
export type Created = { id: number; act: number; tags: string[] };

/**
 * Puts a new article in the queue, or publishes it at once: one act.
 * @throws AppError invalid, below-minimum (until confirmed)
 */
export function createArticle(db: Db, { draft, state, confirmed, by, now }: Creation): Promise<Created> {
  return acting(db, async (tx) => {
    const { provider, providerName, topics, images, heat, ...plain } = draft;
    await refuseGone(tx, draft);
    const providerId = await providerOfDraft(tx, { provider, providerName }, by);
    const topicIds = await topicsOfDraft(tx, topics);
    const [id = 0] = await reserveArticleIds(tx, 1);
    const heatGiven = heat === "computed" || heat === plain.quality ? null : heat;
    const row = {
      ...plain,
      id,
      providerId,
      slug: await freeSlug(tx, draft),
      state: "queued" as const,
      images: imagesOfDraft(images, []),
      heatGiven,
      heat: heatGiven ?? plain.quality,
      updatedAt: null,
      ampWebUrl: null,
      cdnAmpWebUrl: null,
      featuredContent: null,
      storyId: null,
      isCoverage: false,
      wasLive: false,
      withdrawn: false,
    };
    await insertArticles(tx, [row]);
    await addArticleTopics(tx, new Map([[id, topicIds]]));
    const act = await newAct(tx);
    const { id: _, ...after } = row;
    const entry = {
      by,
      action: CREATE,
      subject: ARTICLE,
      subjectId: id,
      after: { ...after, topics: topicIds, version: 1 },
    };
    await appendAudit(tx, entry, { act });
    await enqueue(tx, [id]);
    const tags = tagsOf({ id, storyId: null, providerId, topicIds });
    await announce(tx, tags);
    if (state === "queued") return { id, act, tags };
    const edit = { id, version: 1, changes: { state }, confirmed };
    const published = await changeIn(tx, { edits: [edit], by, now, act });
    return { id, act, tags: [...new Set([...tags, ...published.tags])] };
  });
}

async function refuseGone(tx: Db, { webUrl, originalUrl }: NewDraft): Promise<void> {
  const links = [webUrl, originalUrl].flatMap((link) => link ?? []);
  if ((await goneAmong(tx, links)).size === 0) return;
  const message = "An article with this link was deleted for good.";
  throw new AppError("invalid", { message, fields: { originalUrl: message } });
}
