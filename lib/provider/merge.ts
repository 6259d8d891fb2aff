/** Merges a provider into another, or removes one that nothing uses. */
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { lockForImport } from "@/db/importing";
import { deleteProvider, formerDomains, giveArticlesTo, lockProvider, redirectDomains } from "@/db/provider-changes";
import type { ProviderRecord } from "@/db/providers-write";
import { REMOVE } from "@/db/subject-events";
import { AppError } from "../errors";
import { inOneAct, requireAsSeen, type Seen, type Step } from "../record/step";
import { articlesOf, follow, type ProviderDone } from "./change";
import { PROVIDER, viewOf } from "./view";

/**
 * Gives a provider's articles to another, and lets its address lead there.
 * @returns the provider that is left, and how many articles it got
 * @throws AppError not-found, invalid where both are one
 */
export function mergeProviders(db: Db, { by, now, ...ids }: { from: number; into: number; by: Actor; now: Date }) {
  return inOneAct(db, { by, now }, (tx, step) => mergeProvidersIn(tx, ids, step));
}

export async function mergeProvidersIn(
  tx: Db,
  { from, into }: { from: number; into: number },
  step: Step,
): Promise<ProviderDone & { articles: number }> {
  if (from === into) throw new AppError("invalid", { fields: { into: "is the provider itself" } });
  await lockForImport(tx);
  const articles = await articlesOf(tx, from);
  const gone = await lockProvider(tx, from);
  const kept = await lockProvider(tx, into);
  if (!gone || !kept) throw new AppError("not-found");
  const moved = await giveArticlesTo(tx, articles, { from, to: into, now: step.now });
  const former = await formerDomains(tx, from);
  await recordGone(tx, "merge", gone, { into, articles: moved, former }, step);
  await redirectDomains(tx, [gone.domain, ...former], into);
  await deleteProvider(tx, from);
  await follow(tx, moved, [from, into]);
  return { id: into, domain: kept.domain, changed: true, articles: moved.length };
}

/**
 * Removes a provider without articles.
 * @throws AppError not-found, conflict, invalid where it has articles
 */
export function removeProvider(db: Db, { by, now, ...given }: { id: number; seen?: Seen; by: Actor; now: Date }) {
  return inOneAct(db, { by, now }, (tx, step) => removeProviderIn(tx, given, step));
}

export async function removeProviderIn(
  tx: Db,
  { id, seen }: { id: number; seen?: Seen | undefined },
  step: Step,
): Promise<ProviderDone> {
  await lockForImport(tx);
  const row = await lockProvider(tx, id);
  if (!row) throw new AppError("not-found");
  await requireAsSeen(tx, PROVIDER, [String(id)], viewOf(row), seen);
  if ((await articlesOf(tx, id)).length > 0) {
    throw new AppError("invalid", { message: "It has articles. Merge it into another provider instead." });
  }
  await recordGone(tx, REMOVE, row, { former: await formerDomains(tx, id) }, step);
  await deleteProvider(tx, id);
  await follow(tx, [], [id]);
  return { id, domain: row.domain, changed: true };
}

/** All that is needed to bring it back. */
function recordGone(
  tx: Db,
  action: string,
  row: ProviderRecord,
  { into, ...kept }: { into?: number; articles?: number[]; former: string[] },
  step: Step,
) {
  const after = into === undefined ? null : { into };
  const entry = { by: step.by, action, subject: PROVIDER, subjectId: row.id, before: { ...row, ...kept }, after };
  return appendAudit(tx, entry, step);
}
