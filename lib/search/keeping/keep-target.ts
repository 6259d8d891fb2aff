/** Keeps the index of one server true: finds out how it is, tells it of changes, rebuilds and compares. */
import { announce } from "@/db/announce";
import type { Db } from "@/db/client";
import { enqueue, outboxBacklog } from "@/db/outbox";
import { countLive, putTargetState, type TargetState, targetStates } from "@/db/search-targets";
import { SEARCH_TAG } from "../../cache-tags";
import type { Say } from "../../log/log";
import { documentForm } from "../meilisearch/document";
import { currentDocuments } from "../meilisearch/documents";
import { TargetAway } from "../meilisearch/errors";
import { indexSettings } from "../meilisearch/settings";
import { CHANGE_TIMEOUT_MS, type Target } from "../meilisearch/target";
import { synonyms, synonymTokens } from "../synonyms";
import { compare } from "./drift";
import { mutex } from "./mutex";
import { rebuild } from "./rebuild";
import { writeOrHalve } from "./write-or-halve";

export type Keeping = {
  db: Db;
  target: Target;
  timeZone: string;
  /** Told in one line of what operators should know. */
  say: Say;
};

/** How often counts are compared, and everything. */
const COUNT_EVERY_MS = 30_000;
/** After changes, so that the number shown is not an old one for long. */
const COUNT_AFTER_CHANGE_MS = 2_000;
const COMPARE_EVERY_MS = 60 * 60_000;
/** So few are compared whole whenever there is a reason to look. */
const FEW_DOCUMENTS = 20_000;
/** Differences that come back after so many repairs are shown, and don't keep the index from answering. */
const MAX_REPAIRS = 3;
/** A server that is away is asked again after this, then after twice that, up to the last. */
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 2_000;
/** After a rebuild that failed for another reason. */
const REBUILD_RETRY_MS = 60_000;
/** With changes that wait longer the index is behind. */
const FRESH_MS = 1_000;
/** How soon it is noticed that a server is gone, or has another index than ours, while nothing changes. */
const PROBE_EVERY_MS = 1_000;

export type KeptTarget = ReturnType<typeof keepTarget>;

export function keepTarget({ db, target, timeZone, say }: Keeping) {
  const form = documentForm(timeZone);
  const exclusively = mutex();
  /** Ends a rebuild between two batches. */
  let giveUp = new AbortController();
  let isStopped = false;
  /** Counts what it missed, so that none of it is forgotten by a comparison under way. */
  let misses = 0;
  let isSmall = true;
  let status: TargetState["status"] = "away";
  /** Articles that changed while the next index is being built. */
  let touched: Set<number> | null = null;
  let building: Promise<void> | null = null;
  /** Which index it is that answers: one of the same name made by somebody else is not ours. Null: there is none. */
  let identity: string | null = null;
  let probeAt = 0;
  let repairs = 0;
  let checkAt = 0;
  let retryMs = FIRST_RETRY_MS;
  let countAt = 0;
  let compareAt = 0;
  let saidAway = false;
  let saidVersion = false;

  const put = (state: Partial<TargetState>) =>
    putTargetState(db, target.name, { ...state, checkedAt: new Date().toISOString() });

  async function become(next: TargetState["status"], detail: string | null): Promise<void> {
    status = next;
    await put({ status, detail });
  }

  /** Runs what talks to the server; when that is away, notes it. Gives whether it went through. */
  async function reaching(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof TargetAway)) throw error;
      if (!saidAway) say(`Meilisearch at ${target.name}: ${error.message} Postgres answers searches meanwhile.`);
      saidAway = true;
      checkAt = Date.now() + retryMs;
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      await become("away", error.message);
      return false;
    }
  }

  async function requireOurIndex(): Promise<void> {
    if ((await target.identity(target.indexUid)) !== identity)
      throw new TargetAway("Its index is gone, or another one.", null);
  }

  const wantedSettings = async () => indexSettings(synonymTokens(await synonyms(db)));

  async function applySettings(): Promise<void> {
    if (!(await target.settle(target.indexUid, await wantedSettings()))) return;
    await announce(db, [SEARCH_TAG]);
    say(`Search at ${target.name} has new settings.`, "info");
  }

  /** From `away`: finds out how the server is. */
  async function check(): Promise<void> {
    identity = await target.identity(target.indexUid);
    const warning = await target.versionWarning();
    if (warning && !saidVersion) say(warning);
    saidVersion = true;
    const kept = (await targetStates(db)).get(target.name) ?? {};
    if (identity === null || kept.form !== form) {
      await become("building", identity ? "Its documents have an older form." : "It has no index yet.");
      return startRebuild();
    }
    await applySettings();
    const live = await countLive(db, new Date());
    isSmall = live <= FEW_DOCUMENTS;
    const isSame = (await target.countDocuments(target.indexUid)) === live;
    const comparedAt = kept.drift ? Date.parse(kept.drift.checkedAt) : 0;
    const differed = kept.drift ? kept.drift.missing + kept.drift.extra + kept.drift.stale : 0;
    // A large one of which nothing says that it is not true answers before it is compared once more.
    const isTrusted = isSame && differed === 0 && !kept.missed && !isSmall;
    compareAt = isTrusted ? Math.max(comparedAt + COMPARE_EVERY_MS, Date.now() + COUNT_EVERY_MS) : 0;
    repairs = 0;
    await become("behind", "It catches up.");
  }

  /** From `behind`, when nothing waits any more: ready as soon as it is as it should be. */
  async function catchUp(): Promise<void> {
    const missed = misses;
    if (Date.now() >= compareAt && repairs < MAX_REPAIRS && (await compareAll()) > 0) {
      repairs += 1;
      compareAt = 0;
      return;
    }
    if (misses !== missed) return;
    if (saidAway) say(`Meilisearch at ${target.name} is back.`, "info");
    saidAway = false;
    retryMs = FIRST_RETRY_MS;
    await put({ missed: false });
    await become("ready", null);
  }

  /** Compares, and puts what differs among the changes that wait. Gives how much that is. */
  async function compareAll(): Promise<number> {
    const now = new Date();
    const repair = (ids: number[]) => enqueue(db, ids);
    const drift = await compare({ db, target, uid: target.indexUid, timeZone, now, exclusively, repair });
    compareAt = Date.now() + COMPARE_EVERY_MS;
    countAt = Date.now() + COUNT_EVERY_MS;
    await put({
      drift: { ...drift, checkedAt: now.toISOString() },
      documents: await target.countDocuments(target.indexUid),
    });
    const { missing, extra, stale } = drift;
    const differing = missing + extra + stale;
    if (differing > 0)
      say(`Search at ${target.name}: ${missing} missing, ${extra} too many, ${stale} stale; repairing.`);
    return differing;
  }

  /** Changes that come between the two counts, or wait, are no difference: so it is looked at twice. */
  async function compareIfOtherCount(): Promise<void> {
    countAt = Date.now() + COUNT_EVERY_MS;
    if ((await countsDiffer()) && (await countsDiffer())) await compareAll();
  }

  async function countsDiffer(): Promise<boolean> {
    const [documents, live] = [await target.countDocuments(target.indexUid), await countLive(db, new Date())];
    const { waiting, parked } = await outboxBacklog(db);
    isSmall = live <= FEW_DOCUMENTS;
    await put({ documents });
    return Math.abs(documents - live) > waiting + parked;
  }

  function startRebuild(): void {
    if (building || isStopped) return;
    touched = new Set();
    giveUp = new AbortController();
    const { signal } = giveUp;
    const onProgress: Parameters<typeof rebuild>[0]["onProgress"] = (progress) => put({ rebuild: progress });
    const onSwapped = async () => {
      identity = await target.identity(target.indexUid);
      await announce(db, [SEARCH_TAG]);
    };
    const how = { settings: wantedSettings, touched, exclusively, onProgress, onSwapped, signal };
    building = rebuild({ db, target, timeZone, ...how })
      .then(
        async () => {
          const documents = await target.countDocuments(target.indexUid);
          // Made from the rows a moment ago, counted and sampled: a large one need not be compared at once.
          const drift = { missing: 0, extra: 0, stale: 0, checkedAt: new Date().toISOString() };
          await put({ form, documents, drift, rebuild: null, rebuildFailed: null, rebuildRequested: false });
          say(`The search index at ${target.name} is built.`, "info");
          checkAt = 0;
          // Looked at once more before it answers.
          if (status === "building") await become("away", "Its index is built.");
        },
        async (error: Error) => {
          if (signal.aborted) return;
          const isAway = error instanceof TargetAway;
          checkAt = Date.now() + (isAway ? retryMs : REBUILD_RETRY_MS);
          say(`The search index at ${target.name} could not be built: ${error.message}`);
          await put({ rebuild: null, rebuildFailed: error.message, ...(isAway ? {} : { rebuildRequested: false }) });
          if (status === "building" || isAway) await become("away", error.message);
        },
      )
      // The database is away, too: the next check begins anew.
      .catch(() => {
        status = "away";
      })
      .finally(() => {
        touched = null;
        building = null;
      });
  }

  return {
    name: target.name,

    /** To be called often: does what is due. `waitingMs`: the age of the oldest change that waits. */
    async tend(waitingMs: number): Promise<void> {
      const time = Date.now();
      if (status === "building") return;
      if (status === "away") {
        if (time >= checkAt && !building) await reaching(check);
      } else if (status === "behind") {
        if (waitingMs < FRESH_MS) await reaching(catchUp);
      } else if (time >= compareAt) await reaching(async () => void (await compareAll()));
      else if (time >= probeAt) {
        probeAt = time + PROBE_EVERY_MS;
        await reaching(() => exclusively(requireOurIndex));
      } else if (time >= countAt && waitingMs < FRESH_MS) await reaching(compareIfOtherCount);
    },

    /** Builds the index anew beside the one that answers, when the server can be reached. */
    requestRebuild(): void {
      if (status === "ready" || status === "behind") startRebuild();
    },

    /** Synonyms changed, or something else that settings are made of. */
    async refreshSettings(): Promise<void> {
      if (status === "ready" || status === "behind") await reaching(applySettings);
    },

    /**
     * Tells the server of these articles, as their rows say now.
     * @returns what the server would not take, and why; null: it is not to be reached
     */
    async tell(ids: number[]): Promise<Map<number, string> | null> {
      if (status === "away") return null;
      const refused = new Map<number, string>();
      const isTold = await exclusively(() =>
        reaching(async () => {
          for (const id of ids) touched?.add(id);
          // Where there is no index yet, the builder tells it of everything.
          if (identity === null) return;
          await requireOurIndex();
          const { put: documents, remove } = await currentDocuments(db, ids, new Date(), timeZone);
          const how = { uid: target.indexUid, timeoutMs: CHANGE_TIMEOUT_MS };
          await writeOrHalve(target, how, documents, remove, refused);
          if (isSmall) countAt = Math.min(countAt, Date.now() + COUNT_AFTER_CHANGE_MS);
        }),
      );
      return isTold ? refused : null;
    },

    /** It missed what others were told: to be called once they have all of it. */
    async miss(): Promise<void> {
      misses += 1;
      compareAt = 0;
      repairs = 0;
      await put({ missed: true });
      if (status === "ready") await become("behind", "It missed changes.");
    },

    /** Another process keeps the index now: this one writes nothing more, and looks anew when it is its turn again. */
    standDown(): void {
      giveUp.abort();
      status = "away";
      checkAt = 0;
    },

    async stop(): Promise<void> {
      isStopped = true;
      giveUp.abort();
      await building;
    },
  };
}
