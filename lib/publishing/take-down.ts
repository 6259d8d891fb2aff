/** Deletes an article for good, such as when the law asks for it. There is no way back. */
import { announce } from "@/db/announce";
import { deleteArticles } from "@/db/article-rows";
import { type Actor, type AuditEntry, appendAudit, newAct } from "@/db/audit";
import { TAKE_DOWN } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { formerSlugs, linksInUse, markGone } from "@/db/gone";
import { lockForImport } from "@/db/importing";
import { enqueue } from "@/db/outbox";
import { lockMembership, markStoriesEdited } from "@/db/stories-write";
import { acting } from "../acting";
import { tagsOf } from "../cache-tags";
import { env } from "../env";
import { AppError } from "../errors";
import { pingFor } from "../push/follow";
import { receiversOf } from "../push/receivers";
import { indexArticles } from "../search/index-articles";
import { settleStories } from "../story/settle";
import { followedBy } from "./followed";
import { ARTICLE } from "./history";
import { lockArticles, taggedOf } from "./lock";

export type TakeDown = {
  id: number;
  /** What the editor typed to confirm it: the article's slug, or its id where it has none. */
  confirmation: string;
  by: Actor;
  now: Date;
};

/** What has to be typed before an article is deleted. */
export const confirmationOf = ({ id, slug }: { id: number; slug: string | null }) => slug ?? String(id);

/**
 * Removes the article, its file, its search entries and its place in its story. Its addresses answer 410 from then on,
 * and no import takes an article with its name or its link. The record keeps that it was deleted, and who had changed
 * it; the texts in earlier entries, which nothing can change, are shown to nobody any more (lib/record/taken-down.ts).
 * @returns cache tags of all that it changed
 * @throws AppError not-found, invalid when the confirmation differs
 */
export function takeDown(db: Db, { id, confirmation, by, now }: TakeDown): Promise<{ tags: string[] }> {
  return acting(db, async (tx) => {
    // An import under way could bring it back just so.
    await lockForImport(tx);
    await lockMembership(tx);
    const row = (await lockArticles(tx, [id])).get(id);
    if (!row) throw new AppError("not-found");
    if (confirmation.trim() !== confirmationOf(row)) {
      const message = "That is not its address. Nothing was deleted.";
      throw new AppError("invalid", { message, fields: { confirmation: message } });
    }
    const before = await taggedOf(tx, [id]);
    const slugs = [...(row.slug === null ? [] : [row.slug]), ...(await formerSlugs(tx, id))];
    const stories = row.storyId === null ? [] : [row.storyId];
    // Its file's neighbours list it: they are exported anew, without it.
    await markStoriesEdited(tx, stories);
    // Nobody knows afterwards in which lists it stood.
    if (row.slug !== null && (row.wasLive || row.state === "published")) {
      await pingFor(tx, [id], { slugs, since: null, receivers: receiversOf(env()), now });
    }
    await deleteArticles(tx, [id]);
    const links = [row.webUrl, row.originalUrl].flatMap((link) => link ?? []);
    const shared = await linksInUse(tx, links);
    await markGone(tx, [...slugs, ...links.filter((link) => !shared.has(link))]);
    const followed = await settleStories(tx, stories, now);
    const entry: AuditEntry = { by, action: TAKE_DOWN, subject: ARTICLE, subjectId: id, before: { slug: row.slug } };
    await appendAudit(tx, [entry, ...followed.map(followedBy(by))], { act: await newAct(tx) });
    const others = followed.map((change) => change.id);
    await enqueue(tx, [id, ...others]);
    await indexArticles(tx, [id, ...others]);
    const tags = [...new Set(tagsOf(...before, ...(await taggedOf(tx, others))))];
    await announce(tx, tags);
    return { tags };
  });
}
