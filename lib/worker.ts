/** Tells what follows Postgres of changes: keeps search true (lib/search/keeping). */
import { setTimeout as delay } from "node:timers/promises";
import { ANNOUNCE_CHANNEL } from "@/db/announce";
import type { Connection } from "@/db/client";
import { SETTINGS_TAG, SYNONYMS_TAG } from "./cache-tags";
import { logLine, type Say } from "./log/log";
import type { Follow } from "./search/keeping/drain";
import { type KeptSearch, keeper } from "./search/keeping/keeper";
import { keeperLock } from "./search/keeping/lock";
import { givenSettings } from "./settings/values";

/** Entries may come without an announcement, or the announcement may be lost with a connection. */
const MAX_IDLE_MS = 500;
const MAX_BACKOFF_MS = 5_000;

export type Worker = {
  /** Finishes the batch in hand; resolves when nothing is being done any more. */
  stop: () => Promise<void>;
};

const STANDING_BY = { more: false, nextAt: Number.POSITIVE_INFINITY };
const POSTGRES_ALONE: KeptSearch = { addresses: [], indexUid: "", timeZone: "UTC" };

/**
 * Works until stopped. Survives the absence of the database: `say` is told when it is away and when it is back. Of
 * several workers on one database one works, and the others stand by.
 * @param follow what else is to know of changes before they are taken out
 */
export function startWorker(
  { db, sql, single }: Connection,
  say: Say = logLine,
  search: KeptSearch = POSTGRES_ALONE,
  follow?: Follow,
): Worker {
  const stopping = new AbortController();
  const lock = keeperLock(single());
  let { timeZone } = search;
  let searches = keeper(db, search, say, follow);
  /** Admins may have chosen another time zone. */
  let mayDiffer = true;
  let wake = new AbortController();
  let changes = 0;
  const onChange = (payload: string) => {
    changes += 1;
    if (payload.includes(`"${SYNONYMS_TAG}"`)) searches.refreshSettings();
    if (payload.includes(`"${SETTINGS_TAG}"`)) mayDiffer = true;
    wake.abort();
  };
  /** Years and months are those of the time zone: in another one the index is another. */
  async function followTimeZone(): Promise<void> {
    mayDiffer = false;
    try {
      const chosen = (await givenSettings(db, ["timeZone"])).timeZone ?? search.timeZone;
      if (chosen === timeZone) return;
      await searches.stop();
      timeZone = chosen;
      searches = keeper(db, { ...search, timeZone }, say, follow);
    } catch (error) {
      mayDiffer = true;
      throw error;
    }
  }
  const idle = async (ms: number) => {
    wake = new AbortController();
    await delay(ms, undefined, { signal: AbortSignal.any([stopping.signal, wake.signal]) }).catch(() => {});
  };

  async function work(): Promise<void> {
    // Reconnects by itself. Where it cannot at first, the outbox is looked at each second all the same.
    const listening = sql.listen(ANNOUNCE_CHANNEL, onChange, () => void (mayDiffer = true)).catch(() => null);
    let failures = 0;
    let wasOurs = false;
    while (!stopping.signal.aborted) {
      const seen = changes;
      try {
        if (mayDiffer) await followTimeZone();
        const isOurs = await lock.held();
        if (wasOurs && !isOurs) searches.standDown();
        wasOurs = isOurs;
        const { more, nextAt } = isOurs ? await searches.turn() : STANDING_BY;
        if (failures > 0) say("The worker has its database back.", "info");
        failures = 0;
        const untilNext = Math.max(0, Math.min(MAX_IDLE_MS, nextAt - Date.now()));
        if (!more && changes === seen) await idle(untilNext);
      } catch (error) {
        if (stopping.signal.aborted) break;
        if (failures === 0) say(`The worker waits for its database: ${reason(error)}`);
        await idle(Math.min(100 * 2 ** failures, MAX_BACKOFF_MS));
        failures += 1;
      }
    }
    await searches.stop();
    await Promise.race([listening.then((listener) => listener?.unlisten()), delay(500)]).catch(() => {});
    await lock.release().catch(() => {});
  }

  const done = work();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** drizzle wraps what the database says. */
function reason(error: unknown): string {
  const { cause, message, code } = error as Error & { code?: string };
  return cause ? reason(cause) : message || code || String(error);
}
