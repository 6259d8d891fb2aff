/** Compares an index with the rows it should hold: by id and hash, in bounded steps. */
import type { Db } from "@/db/client";
import { amongWaiting } from "@/db/outbox";
import { liveSourcesAfter } from "@/db/search-documents";
import { currentDocuments, meiliDocumentsOf } from "../meilisearch/documents";
import type { Target } from "../meilisearch/target";

/** Articles compared at once. */
const STEP = 2_000;
/** One step may meet more documents that should not be there; the next run finds the rest. */
const MAX_DOCUMENTS_A_STEP = 2 * STEP;
const LAST_ID = Number.MAX_SAFE_INTEGER;

export type Comparison = {
  db: Db;
  target: Target;
  uid: string;
  timeZone: string;
  now: Date;
  /** Runs its work while nobody tells the index of changes. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** Given what differs. */
  repair: (ids: number[]) => Promise<void>;
};

/**
 * Counts what is missing, what should not be there, and what is stale, and hands it to `repair`. What waits to be
 * told anyway is no drift.
 */
export async function compare(comparison: Comparison): Promise<{ missing: number; extra: number; stale: number }> {
  const { db, target, uid, timeZone, now } = comparison;
  const found = { missing: 0, extra: 0, stale: 0 };
  for (let after = 0; after < LAST_ID; ) {
    const rows = await liveSourcesAfter(db, after, STEP, now);
    const last = rows.length === STEP ? (rows.at(-1)?.id ?? LAST_ID) : LAST_ID;
    const present = await target.hashesBetween(uid, after, last, MAX_DOCUMENTS_A_STEP);
    const suspects = meiliDocumentsOf(rows, timeZone)
      .filter(({ id, hash }) => present.get(id) !== hash)
      .map(({ id }) => id);
    const wanted = new Set(rows.map(({ id }) => id));
    suspects.push(...[...present.keys()].filter((id) => !wanted.has(id)));
    if (suspects.length > 0) await lookAgain(comparison, suspects, found);
    after = last;
  }
  return found;
}

/** Rows and index were not read at one moment: what changed between is no drift. */
async function lookAgain(
  { db, target, uid, timeZone, exclusively, repair }: Comparison,
  suspects: number[],
  found: { missing: number; extra: number; stale: number },
): Promise<void> {
  const differing = await exclusively(async () => {
    const present = await target.hashesAmong(uid, suspects);
    const { put, remove } = await currentDocuments(db, suspects, new Date(), timeZone);
    const waiting = await amongWaiting(db, suspects);
    const missing = put.filter(({ id }) => !present.has(id) && !waiting.has(id));
    const stale = put.filter(({ id, hash }) => present.has(id) && present.get(id) !== hash && !waiting.has(id));
    const extra = remove.filter((id) => present.has(id) && !waiting.has(id));
    found.missing += missing.length;
    found.stale += stale.length;
    found.extra += extra.length;
    return [...missing, ...stale].map(({ id }) => id).concat(extra);
  });
  if (differing.length > 0) await repair(differing);
}
