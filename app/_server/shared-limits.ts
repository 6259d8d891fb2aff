/** Counts of requests that several server processes share, through the database and in batches. */
import { LRUCache } from "lru-cache";
import type { Db } from "@/db/client";
import { forgetSpending, shareSpending } from "@/db/rate-limits";
import type { Policy } from "@/lib/api/policies";

/** `untold`: how many of those used the others do not know of. */
type Count = { used: number; untold: number; until: number };

const MAX_CLIENTS = 20_000;
/** A process tells of a client when it used this part of its quota: whoever asks seldom costs no write. */
const TOLD_PART = 1 / 50;
const TELL_INTERVAL_MS = 300;
/** In one statement; more wait for the next. */
const MAX_TOLD = 1_000;
const FORGET_INTERVAL_MS = 60_000;

export type Counter = {
  /** Counts one more, without waiting for anything. Gives what is known to be used, and until when (ms since 1970). */
  count: (policy: Policy, client: string, now: number) => { used: number; until: number };
  /** Tells the others, and hears from them. Happens by itself as well. */
  tell: (now: number) => Promise<void>;
};

/**
 * A counter of one process. Others know of a request within a third of a second, but for the last fiftieth of a quota
 * that each holds back; so n processes allow about n fiftieths more than one. Without a database each counts for itself.
 */
export function sharedCounter(db: () => Db): Counter {
  const counts = new LRUCache<string, Count>({ max: MAX_CLIENTS });
  const toTell = new Map<string, Count>();
  let timer: NodeJS.Timeout | null = null;
  let forgottenAt = 0;

  async function tell(now: number): Promise<void> {
    const told = [...toTell].map(([key, count]) => ({ key, count, added: count.untold }));
    toTell.clear();
    const current = told.filter(({ count }) => count.until > now);
    if (current.length === 0) return;
    const given = current.map(({ key, count, added }) => ({ key, added, leftMs: count.until - now }));
    const heard = new Map((await shareSpending(db(), given)).map((row) => [row.key, row]));
    for (const { key, count, added } of current) {
      const all = heard.get(key);
      if (!all) continue;
      count.untold -= added;
      count.used = all.used + count.untold;
      count.until = now + all.leftMs;
    }
    if (now - forgottenAt < FORGET_INTERVAL_MS) return;
    forgottenAt = now;
    await forgetSpending(db());
  }

  function tellSoon(): void {
    if (timer) return;
    timer = setTimeout(async () => {
      // Not told: the count still holds it, and tells with the next request.
      await tell(Date.now()).catch(() => {});
      timer = null;
    }, TELL_INTERVAL_MS);
    timer.unref();
  }

  return {
    count({ name, quota, windowS }, client, now) {
      const key = `${name} ${client}`;
      const known = counts.get(key);
      const count = known && known.until > now ? known : { used: 0, untold: 0, until: now + windowS * 1_000 };
      if (count !== known) counts.set(key, count);
      count.used += 1;
      count.untold += 1;
      if (count.untold >= quota * TOLD_PART && toTell.size < MAX_TOLD) {
        toTell.set(key, count);
        tellSoon();
      }
      return count;
    },
    tell,
  };
}
