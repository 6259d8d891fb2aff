/** Builds an index beside the one that answers, checks it, and puts it in its place: no moment without search. */
import type { Settings } from "meilisearch";
import type { Db } from "@/db/client";
import { amongWaiting, outboxBacklog } from "@/db/outbox";
import { liveSourcesAfter } from "@/db/search-documents";
import { countLive, sampleOfLive } from "@/db/search-targets";
import { currentDocuments, meiliDocumentsOf } from "../meilisearch/documents";
import type { Target } from "../meilisearch/target";
import { compare } from "./drift";
import { writeOrHalve } from "./write-or-halve";

/**
 * Each batch costs about the same, whatever is in it, and more the more the index holds: so there are few of them. But
 * changes for the live index wait for the batch before them (Postgres answers when they wait for long), and each is in
 * memory.
 */
const BATCHES = 40;
const MIN_BATCH_SIZE = 5_000;
const MAX_BATCH_SIZE = 25_000;
/** Changes that came meanwhile are told in rounds, until so few are left that the swap need not wait for them. */
const FEW = 100;
const MAX_ROUNDS = 10;

export type Progress = { done: number; total: number; startedAt: string };

export type Rebuild = {
  db: Db;
  target: Target;
  timeZone: string;
  settings: () => Promise<Settings>;
  /** Articles that changed since the rebuild began; others add to it while it runs. */
  touched: Set<number>;
  /** Runs its work while nobody tells the live index of changes. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  onProgress: (progress: Progress) => Promise<void>;
  /** Called when the new index answers, before anybody else may tell it of changes. */
  onSwapped: () => Promise<void>;
  /** Ends it between two batches; what was built is thrown away by the next rebuild. */
  signal: AbortSignal;
};

/** @throws TargetAway; Error when the new index would not hold what it should. The live one stays as it is then. */
export async function rebuild(task: Rebuild): Promise<void> {
  const { db, target, timeZone, settings, touched, exclusively, onProgress } = task;
  const { next } = target;
  const startedAt = new Date().toISOString();
  await target.make(next, await settings());
  const total = await countLive(db, new Date());
  const size = Math.min(MAX_BATCH_SIZE, Math.max(MIN_BATCH_SIZE, Math.ceil(total / BATCHES)));
  /** What the server would not take: parked when it next changes, or found by the next comparison. */
  const refused = new Map<number, string>();
  let done = 0;
  let writing = Promise.resolve();
  for (let after = 0; ; ) {
    const rows = await liveSourcesAfter(db, after, size, new Date());
    const last = rows.at(-1);
    // The next rows are read while these are being written.
    await writing;
    task.signal.throwIfAborted();
    if (!last) break;
    const documents = meiliDocumentsOf(rows, timeZone);
    writing = writeOrHalve(target, { uid: next }, documents, [], refused).then(() => {
      done += documents.length;
      return onProgress({ done: Math.min(done, total), total, startedAt });
    });
    // Awaited above; until then its failure is nobody's unhandled one.
    writing.catch(() => {});
    after = last.id;
  }
  const tell = async (ids: number[]) => {
    const { put, remove } = await currentDocuments(db, ids, new Date(), timeZone);
    await writeOrHalve(target, { uid: next }, put, remove, refused);
  };
  const tellTouched = async () => {
    const ids = [...touched];
    touched.clear();
    for (let at = 0; at < ids.length; at += MIN_BATCH_SIZE) await tell(ids.slice(at, at + MIN_BATCH_SIZE));
  };
  for (let round = 0; touched.size > FEW && round < MAX_ROUNDS; round++) await tellTouched();
  const compareNext = () => compare({ db, target, uid: next, timeZone, now: new Date(), exclusively, repair: tell });
  const swapIfComplete = () =>
    exclusively(async () => {
      await tellTouched();
      const problem = await incompleteness(db, target, timeZone, refused);
      task.signal.throwIfAborted();
      if (problem === null) {
        await target.swap();
        await task.onSwapped();
      }
      return problem;
    });
  // Rare: an article went live by its schedule at this very moment, say. Then all of it is compared, once.
  if ((await swapIfComplete()) === null) return;
  await compareNext();
  const problem = await swapIfComplete();
  if (problem !== null) throw new Error(problem);
}

const SAMPLE_SIZE = 200;

/**
 * Counts, and compares a sample across all ids. Changes that wait to be told come to whichever index answers then.
 * @returns what is wrong; null when the index may answer
 */
async function incompleteness(
  db: Db,
  target: Target,
  timeZone: string,
  refused: ReadonlyMap<number, string>,
): Promise<string | null> {
  const now = new Date();
  const [documents, live] = [await target.countDocuments(target.next), await countLive(db, now)];
  const { waiting, parked } = await outboxBacklog(db);
  if (Math.abs(documents - live) > waiting + parked + refused.size) {
    return `the new index holds ${documents} documents and not ${live}`;
  }
  const { put } = await currentDocuments(db, await sampleOfLive(db, SAMPLE_SIZE, now), now, timeZone);
  const ids = put.map(({ id }) => id).filter((id) => !refused.has(id));
  const [present, changed] = [await target.hashesAmong(target.next, ids), await amongWaiting(db, ids)];
  const wrong = put.filter(({ id, hash }) => !refused.has(id) && present.get(id) !== hash && !changed.has(id));
  return wrong.length > 0
    ? `of ${ids.length} documents in the new index ${wrong.length} are not as they should be`
    : null;
}
