/** An editor's change of one article: publish, unpublish, judge. One transaction, and everything that follows from it. */
import { eq } from "drizzle-orm";
import { announce } from "@/db/announce";
import { type Actor, type AuditEntry, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { enqueue } from "@/db/outbox";
import { retried } from "@/db/retry";
import { article } from "@/db/schema";
import { tagsOf } from "../cache-tags";
import { AppError } from "../errors";
import { indexArticles } from "../search/index-articles";
import { type SettledChange, settleStories } from "../story/settle";
import { freeSlug } from "./free-slug";
import { ARTICLE, changesSince } from "./history";
import { type ArticleRow, lockArticle, taggedOf } from "./lock";
import { isBelow, minimumQuality } from "./minimum-quality";
import { type Changes, difference, type Edited, editedFields, plan } from "./plan";

export type Edit = {
  id: number;
  /** The version that the editor saw. */
  version: number;
  changes: Changes;
  by: Actor;
  now: Date;
  /** The quality that the editor confirmed to publish although it is below the minimum; absent: not asked yet. */
  confirmed?: number | null | undefined;
};

export type EditResult = {
  version: number;
  /** Whether there was anything to change. */
  changed: boolean;
  state: ArticleRow["state"];
  /** Cache tags of all that it changed: expire them in this process at once; others hear of them by themselves. */
  tags: string[];
};

/** @throws AppError not-found, conflict (with what changed meanwhile), below-minimum (until confirmed). */
export async function editArticle(db: Db, edit: Edit): Promise<EditResult> {
  return retried(() => db.transaction((tx) => editIn(tx, edit)));
}

async function editIn(tx: Db, edit: Edit): Promise<EditResult> {
  const row = await lockArticle(tx, edit.id);
  if (row.version !== edit.version) throw await conflict(tx, row, edit.version);
  const before = editedFields(row);
  const after = plan(row, edit.changes, edit.now);
  if (Object.keys(difference(before, after).after).length === 0) {
    return { version: row.version, changed: false, state: row.state, tags: [] };
  }
  if (after.state === "published" && before.state !== "published") {
    await requireQuality(tx, after.quality, edit.confirmed);
    after.slug ??= await freeSlug(tx, row);
  }
  const version = row.version + 1;
  await tx
    .update(article)
    .set({ ...after, version, changedAt: edit.now })
    .where(eq(article.id, row.id));
  const [own, others] = await settle(tx, row);
  Object.assign(after, own?.after);

  const ids = [row.id, ...others.map(({ id }) => id)];
  await appendAudit(tx, [ownEntry(edit, row, before, { ...after, version }), ...others.map(followedBy(edit.by))]);
  await enqueue(tx, ids);
  await indexArticles(tx, ids);
  // An article keeps its provider and topics; its story may have been closed, so that counts as it was, too.
  const tagged = await taggedOf(tx, ids);
  const tags = [...new Set(tagsOf(...tagged, ...tagged.map((each) => ({ ...each, storyId: row.storyId }))))];
  await announce(tx, tags);
  return { version, changed: true, state: after.state, tags };
}

async function conflict(tx: Db, row: ArticleRow, version: number): Promise<AppError> {
  const { state, quality, heatGiven } = row;
  const changes = await changesSince(tx, row.id, version);
  return new AppError("conflict", {
    conflict: { version: row.version, current: { state, quality, heatGiven }, changes },
  });
}

async function requireQuality(tx: Db, quality: number | null, confirmed: number | null | undefined): Promise<void> {
  const minimum = await minimumQuality(tx);
  // What was confirmed is this quality: a lower one must be confirmed anew.
  if (!isBelow(quality, minimum) || confirmed === quality) return;
  throw new AppError("below-minimum", {
    message:
      quality === null
        ? `Nobody judged its quality yet; the minimum is ${minimum}. It is not published so far.`
        : `Its quality, ${quality}, is below the minimum of ${minimum}. It is not published so far.`,
  });
}

/** Brings the article's story in order: what that did to the article itself, and to the others. */
async function settle(tx: Db, row: ArticleRow): Promise<[SettledChange | undefined, SettledChange[]]> {
  if (row.storyId === null) return [undefined, []];
  const changes = await settleStories(tx, [row.storyId]);
  return [changes.find(({ id }) => id === row.id), changes.filter(({ id }) => id !== row.id)];
}

function ownEntry({ by }: Edit, row: ArticleRow, before: Edited, after: Edited & { version: number }): AuditEntry {
  const action = after.state === before.state ? "edit" : after.state === "published" ? "publish" : "unpublish";
  return { by, action, subject: ARTICLE, subjectId: row.id, ...difference({ ...before, version: row.version }, after) };
}

/** The lead or the heat of a story's other articles, which followed from the edit. */
const followedBy =
  (by: Actor) =>
  ({ id, before, after }: SettledChange): AuditEntry => ({
    by,
    action: "follow",
    subject: ARTICLE,
    subjectId: id,
    ...difference(before, after),
  });
