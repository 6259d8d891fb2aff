/** How search is, for operators: health, doctor and the newsroom. */
import type { Db } from "@/db/client";
import { outboxBacklog, parkedChanges, unpark, waitingMs } from "@/db/outbox";
import { countLive, putTargetState, type TargetState, targetStates } from "@/db/search-targets";

export type TargetStatus = {
  /** Its address and index, without secrets. */
  target: string;
  state: TargetState["status"] | "unknown";
  detail: string | null;
  documents: number | null;
  checkedAt: Date | null;
  drift: { missing: number; extra: number; stale: number; checkedAt: Date } | null;
  rebuild: { done: number; total: number; startedAt: Date } | null;
  /** Why its last rebuild failed. */
  rebuildFailed: string | null;
};

export type SearchStatus = {
  /** Who answers searches now. */
  engine: "postgres" | "meilisearch";
  /** Outside engines; none where Postgres answers alone. */
  targets: TargetStatus[];
  /** Live articles: what an index should hold. */
  expected: number;
  waiting: number;
  oldestWaitingMs: number;
  parked: { articleId: number; title: string | null; attempts: number; error: string | null; parkedAt: Date }[];
};

const MAX_PARKED_SHOWN = 50;
/** With changes that wait longer an index is not true enough to answer. */
export const MAX_BEHIND_MS = 5_000;

export async function searchStatus(db: Db, now: Date): Promise<SearchStatus> {
  const [states, expected, { waiting, oldest }, parked, behindMs] = await Promise.all([
    targetStates(db),
    countLive(db, now),
    outboxBacklog(db),
    parkedChanges(db, MAX_PARKED_SHOWN),
    waitingMs(db),
  ]);
  const targets = [...states].map(([target, state]) => statusOf(target, state));
  return {
    engine: behindMs <= MAX_BEHIND_MS && targets.some(({ state }) => state === "ready") ? "meilisearch" : "postgres",
    targets,
    expected,
    waiting,
    oldestWaitingMs: oldest ? Math.max(0, now.getTime() - oldest.getTime()) : 0,
    parked,
  };
}

function statusOf(target: string, state: Partial<TargetState>): TargetStatus {
  const {
    status = "unknown",
    detail = null,
    documents = null,
    checkedAt,
    drift,
    rebuild,
    rebuildFailed = null,
  } = state;
  return {
    target,
    state: status,
    detail,
    documents,
    checkedAt: checkedAt ? new Date(checkedAt) : null,
    drift: drift ? { ...drift, checkedAt: new Date(drift.checkedAt) } : null,
    rebuild: rebuild ? { ...rebuild, startedAt: new Date(rebuild.startedAt) } : null,
    rebuildFailed,
  };
}

/** Asks the worker to build every index anew. */
export async function requestRebuild(db: Db): Promise<void> {
  for (const target of (await targetStates(db)).keys()) {
    await putTargetState(db, target, { rebuildRequested: true, rebuildFailed: null });
  }
}

/** Tries again what failed too often. Gives how many changes. */
export const retryParked = (db: Db): Promise<number> => unpark(db);
