/** An editor's change of articles: one transaction, and everything that follows from it. */
import { eq } from "drizzle-orm";
import { announce } from "@/db/announce";
import { addRedirects, removeRedirects } from "@/db/article-rows";
import { setArticleTopics } from "@/db/article-topics";
import { type Actor, type AuditEntry, appendAudit, newAct } from "@/db/audit";
import type { Db } from "@/db/client";
import { enqueue } from "@/db/outbox";
import { article } from "@/db/schema";
import { ensureStories, lockMembership, markStoriesEdited } from "@/db/stories-write";
import { AS_LONG_AS_IT_TAKES_MS, acting, MAX_LOCK_WAIT_MS } from "../acting";
import { tagsOf } from "../cache-tags";
import { AppError } from "../errors";
import { currentProvider } from "../provider/current";
import { indexArticles } from "../search/index-articles";
import { type SettledChange, settleStories } from "../story/settle";
import { currentTopics } from "../topic/current";
import { conflict } from "./conflict";
import { followedBy } from "./followed";
import { freeSlug, requireFreeSlug } from "./free-slug";
import { ARTICLE } from "./history";
import { type LockedArticle, lockArticles, taggedOf } from "./lock";
import { isBelow, minimumQuality } from "./minimum-quality";
import { keepOneLead } from "./one-lead";
import { type Changes, difference, editedFields, plan } from "./plan";
import { requireWhole } from "./whole";

/** One article's part of an act. */
export type ArticleEdit = {
  id: number;
  /** The version that the editor saw; absent where the change is right whatever others did, as in bulk. */
  version?: number | undefined;
  /** Fields as they must still be, as the record has them; else it is a conflict. */
  expected?: Record<string, unknown> | undefined;
  changes: Changes;
  /**
   * The quality that the editor confirmed to publish although it is below the minimum; `any` where it was published
   * before, and comes back; absent: not asked yet.
   */
  confirmed?: number | null | "any" | undefined;
};

export type Act = {
  edits: ArticleEdit[];
  by: Actor;
  now: Date;
  /** The act that these are a step of; without it they are one of their own. */
  act?: number | undefined;
  /** The act that these take back. */
  undoes?: number | undefined;
  /** Whether an article that can't be changed so ends all of it (`throw`), or is left as it is and told of. */
  refusals?: "throw" | "tell";
};

export type ArticleResult = {
  id: number;
  version: number;
  state: LockedArticle["state"] | null;
  /** Whether there was anything to change. */
  changed: boolean;
  /** Why it was left as it is. */
  refused: AppError | null;
};

export type ActResult = {
  /** By which it can be undone. */
  act: number;
  results: ArticleResult[];
  /** Cache tags of all that it changed. */
  tags: string[];
};

/**
 * Changes articles, a few hundred at most. A step of a longer act (`act`), as jobs do them, waits for others as long as
 * it takes; what stands alone is refused as busy after some seconds.
 * @throws AppError not-found, conflict (with what changed meanwhile), below-minimum (until confirmed), invalid (a slug
 * that is taken, no link, an end before the beginning), where refusals throw
 */
export function changeArticles(db: Db, act: Act): Promise<ActResult> {
  return acting(db, (tx) => changeIn(tx, act), act.act === undefined ? MAX_LOCK_WAIT_MS : AS_LONG_AS_IT_TAKES_MS);
}

export type Planned = { before: LockedArticle; after: LockedArticle };

/** The same within a transaction. It is to be called once, since it locks articles by id. */
export async function changeIn(tx: Db, { edits, by, now, ...given }: Act): Promise<ActResult> {
  const act = given.act ?? (await newAct(tx));
  const ids = edits.map(({ id }) => id);
  const target = edits.flatMap(({ changes: { storyId } }) => storyId ?? []);
  if (edits.some(({ changes: { storyId } }) => storyId !== undefined)) await lockMembership(tx);
  const rows = await lockArticles(tx, ids, target);
  const results: ArticleResult[] = [];
  const asked: Planned[] = [];
  const slugs = new Set<string>();
  for (const edit of edits) {
    const before = rows.get(edit.id);
    try {
      const after = await afterEdit(tx, before, edit, { now, slugs });
      const changed = after !== null;
      if (before && after) asked.push({ before, after });
      const { version, state } = after ?? (before as LockedArticle);
      results.push({ id: edit.id, version, state, changed, refused: null });
    } catch (error) {
      if (given.refusals !== "tell" || !(error instanceof AppError)) throw error;
      const { version = 0, state = null } = before ?? {};
      results.push({ id: edit.id, version, state, changed: false, refused: error });
    }
  }
  const kept = await keepOneLead(tx, asked);
  const planned = kept.filter(isChange);
  for (const { before } of kept.filter((one) => !isChange(one))) {
    const result = results.find(({ id }) => id === before.id);
    if (result) Object.assign(result, { changed: false, version: before.version });
  }
  if (planned.length === 0) return { act, results, tags: [] };
  const changedIds = planned.map(({ before }) => before.id);
  const taggedBefore = await taggedOf(tx, changedIds);
  await write(tx, planned, now);
  const followed = await settle(tx, planned, now);
  const own = new Map(followed.map((change) => [change.id, change]));
  const others = followed.filter(({ id }) => !changedIds.includes(id));
  await appendAudit(
    tx,
    [
      ...planned.map(({ before, after }) => ownEntry(by, before, { ...after, ...own.get(before.id)?.after })),
      ...others.map(followedBy(by)),
    ],
    { act, undoes: given.undoes },
  );
  const allIds = [...changedIds, ...others.map(({ id }) => id)];
  await enqueue(tx, allIds);
  await indexArticles(tx, allIds);
  const tags = [...new Set(tagsOf(...taggedBefore, ...(await taggedOf(tx, allIds))))];
  await announce(tx, tags);
  return { act, results, tags };
}

/**
 * The article after its edit; null where there is nothing to change.
 * @param slugs that others were given in this act, which are not written yet; its own is added
 */
async function afterEdit(
  tx: Db,
  before: LockedArticle | undefined,
  { version, confirmed, ...given }: ArticleEdit,
  { now, slugs }: { now: Date; slugs: Set<string> },
): Promise<LockedArticle | null> {
  if (!before) throw new AppError("not-found");
  const changes = await asOfNow(tx, given.changes);
  const expected = given.expected && (await asOfNow(tx, given.expected));
  const isAsSeen = version === undefined || version === before.version;
  if (!isAsSeen || !isAsExpected(before, expected)) throw await conflict(tx, before, version ?? before.version);
  const fields = editedFields(before);
  const after = plan(fields, changes, now);
  requireWhole(fields, after);
  if (Object.keys(difference(fields, after).after).length === 0) return null;
  if (after.state === "published" && before.state !== "published") {
    await requireQuality(tx, after.quality, confirmed);
    after.slug ??= await freeSlug(tx, after, slugs);
  }
  if (after.slug !== null && after.slug !== before.slug) {
    await requireFreeSlug(tx, after.slug, before.id, slugs);
    slugs.add(after.slug);
  }
  return { ...after, id: before.id, version: before.version + 1 };
}

const isChange = ({ before, after }: Planned): boolean =>
  Object.keys(difference(editedFields(before), editedFields(after)).after).length > 0;

/** Topics and providers may have been renamed or merged since somebody saw the article, or since it had them. */
async function asOfNow<F extends { topics?: unknown; providerId?: unknown }>(tx: Db, fields: F): Promise<F> {
  const { topics, providerId } = fields;
  const now = { ...fields };
  if (typeof providerId === "number") now.providerId = await currentProvider(tx, providerId);
  if (Array.isArray(topics) && topics.length > 0) {
    const ids = await currentTopics(tx, topics);
    now.topics = [...new Set(topics.map((id) => ids.get(id)))];
  }
  return now;
}

/** Whether fields are still as the record says that they became. */
function isAsExpected(row: LockedArticle, expected: Record<string, unknown> = {}): boolean {
  const now = JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
  return Object.keys(difference(now, { ...now, ...expected }).after).length === 0;
}

/** @throws AppError below-minimum, until this quality was confirmed */
export async function requireQuality(
  tx: Db,
  quality: number | null,
  confirmed: ArticleEdit["confirmed"],
): Promise<void> {
  const minimum = await minimumQuality(tx);
  // What was confirmed is this quality: a lower one must be confirmed anew.
  if (!isBelow(quality, minimum) || confirmed === quality || confirmed === "any") return;
  throw new AppError("below-minimum", {
    message:
      quality === null
        ? `Nobody judged its quality yet; the minimum is ${minimum}. It is not published so far.`
        : `Its quality, ${quality}, is below the minimum of ${minimum}. It is not published so far.`,
  });
}

async function write(tx: Db, planned: Planned[], now: Date): Promise<void> {
  const moved = planned.filter(({ before, after }) => before.storyId !== after.storyId);
  const into = moved.flatMap(({ after }) => after.storyId ?? []);
  await ensureStories(tx, into);
  await markStoriesEdited(tx, [...into, ...moved.flatMap(({ before }) => before.storyId ?? [])]);
  const renamed = planned.filter(({ before, after }) => before.slug !== after.slug && after.slug !== null);
  await removeRedirects(
    tx,
    renamed.map(({ after }) => after.slug as string),
  );
  for (const { before, after } of planned) {
    const { topics, ...fields } = difference(before, after).after;
    await tx
      .update(article)
      .set({ ...fields, changedAt: now })
      .where(eq(article.id, before.id));
  }
  await addRedirects(
    tx,
    renamed.flatMap(({ before: { id, slug } }) => (slug === null ? [] : [{ slug, articleId: id }])),
  );
  const retopiced = planned.filter(({ before, after }) => difference(before, after).after.topics);
  await setArticleTopics(tx, new Map(retopiced.map(({ after }) => [after.id, after.topics])));
}

/** Brings the stories that they are and were in in order: what that did to these articles, and to others. */
function settle(tx: Db, planned: Planned[], now: Date): Promise<SettledChange[]> {
  return settleStories(
    tx,
    planned.flatMap(({ before, after }) => [before.storyId, after.storyId]).flatMap((id) => id ?? []),
    now,
  );
}

function ownEntry(by: Actor, before: LockedArticle, after: LockedArticle): AuditEntry {
  const { id: subjectId, ...was } = before;
  const { id: _, ...is } = after;
  return { by, action: actionOf(before, after), subject: ARTICLE, subjectId, ...difference(was, is) };
}

/** The verb by which the record calls a change. */
export function actionOf(before: LockedArticle, after: LockedArticle): string {
  if (after.state === before.state) return "edit";
  return after.state === "published" ? "publish" : after.state === "queued" ? "requeue" : "unpublish";
}
