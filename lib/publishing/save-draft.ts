/** Saves what an editor changed in an article's form. */

import type { Actor } from "@/db/audit";
import type { Db } from "@/db/client";
import { articleFields } from "@/db/edit-article";
import type { ArticleState } from "@/db/schema";
import { acting } from "../acting";
import { AppError } from "../errors";
import { type ArticleResult, changeIn } from "./change";
import { imagesOfDraft, providerOfDraft, topicsOfDraft } from "./from-draft";
import type { DraftChanges } from "./given-draft";
import type { Changes } from "./plan";

export type DraftEdit = {
  id: number;
  /** The version that it was made from. */
  version: number;
  changed: DraftChanges;
  state?: ArticleState | undefined;
  /** The quality that was confirmed to publish although it is below the minimum. */
  confirmed?: number | null | undefined;
  by: Actor;
  now: Date;
};

export type Saved = ArticleResult & { act: number; tags: string[] };

/** @throws AppError not-found, conflict (with what changed meanwhile), below-minimum (until confirmed), invalid */
export function saveDraft(db: Db, { id, version, changed, state, confirmed, by, now }: DraftEdit): Promise<Saved> {
  return acting(db, async (tx) => {
    const row = await articleFields(tx, id);
    if (!row) throw new AppError("not-found");
    const changes = { ...(await changesOf(tx, row, changed, by)), state };
    const { results, act, tags } = await changeIn(tx, { edits: [{ id, version, changes, confirmed }], by, now });
    return { ...(results[0] as ArticleResult), act, tags };
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof articleFields>>>;

async function changesOf(tx: Db, row: Row, changed: DraftChanges, by: Actor): Promise<Changes> {
  const { provider, providerName, topics, images, ...plain } = changed;
  const changes: Changes = { ...plain };
  if (provider !== undefined) changes.providerId = await providerOfDraft(tx, { provider, providerName }, by);
  if (topics !== undefined) changes.topics = await topicsOfDraft(tx, topics);
  if (images !== undefined) changes.images = imagesOfDraft(images, row.images);
  return changes;
}
