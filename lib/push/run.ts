/** Pushes what changed to those outside: runs in the worker, beside what keeps search, and waits for nobody else. */
import { setTimeout as delay } from "node:timers/promises";
import { ANNOUNCE_CHANNEL } from "@/db/announce";
import type { Connection, Db } from "@/db/client";
import { dropPings } from "@/db/pings";
import { type PushDue, pushDue } from "@/db/push-backlog";
import { dueWebhooks, trimDeliveries } from "@/db/webhook-deliveries";
import type { Reach } from "../fetching/destination";
import { warnLine } from "../log/log";
import { HOUR_MS, MINUTE_MS } from "../time";
import { KEPT_MESSAGES, KEPT_MS } from "./backoff";
import { type Following, noteNews } from "./follow";
import type { Receivers } from "./receivers";
import { sendMessages } from "./send-messages";
import { pingHub, pingSearchEngines } from "./send-pings";

/** Announcements wake it; what comes without one, or is due by its own time, is found so. */
const POLL_MS = 500;
const MAX_BACKOFF_MS = 5_000;
const TRIM_EVERY_MS = HOUR_MS;
/**
 * While nobody takes changes out of the outbox, only its end is looked at, with so many entries that may have come out
 * of their order; all of it every so often. What is missed so is late at worst: whoever takes changes out notes them.
 */
const LOOKED_AT_AGAIN = 1_000;
const LOOK_AT_ALL_EVERY_MS = MINUTE_MS;
/** When it stops, what is under way may end within this; then it is broken off, and sent again later. */
const STOP_PATIENCE_MS = 1_500;

export type Pushing = {
  receivers: Receivers;
  /** Under which the secrets of webhooks are sealed. */
  portalSecret: string;
  say?: (line: string) => void;
  /** For tests. */
  reach?: Reach;
  timeoutMs?: number;
};

/** Works until stopped. Several processes share the work: what one has in hand no other takes. */
export function runPushes(
  { db, sql }: Pick<Connection, "db" | "sql">,
  pushing: Pushing,
): { stop: () => Promise<void> } {
  const { receivers, portalSecret, say = warnLine, reach = {}, timeoutMs } = pushing;
  const stopping = new AbortController();
  const breakingOff = new AbortController();
  const running = new Map<string, Promise<unknown>>();
  const quiet = new Map<number, number>();
  let wake = new AbortController();
  let seen: PushDue["outbox"] | null = null;
  let lookAtAllAt = 0;
  let trimAt = 0;
  let lastSaid = "";
  const signal = breakingOff.signal;

  const tell = (error: unknown) => {
    const line = `Push: ${reason(error)}`;
    if (line !== lastSaid && !stopping.signal.aborted) say(line);
    lastSaid = line;
  };

  /** One at a time for each `what`, again while more is due. */
  function beside(what: string, work: () => Promise<boolean>): void {
    if (running.has(what)) return;
    const all = async () => {
      while (!stopping.signal.aborted && (await work()));
    };
    const done = all()
      // What came in the meantime is looked for at once.
      .then(() => wake.abort())
      .catch(tell)
      .finally(() => running.delete(what));
    running.set(what, done);
  }

  async function follow(outbox: PushDue["outbox"]): Promise<void> {
    const isForAll = seen === null || Date.now() >= lookAtAllAt;
    if (!isForAll && outbox.last === seen?.last && outbox.count === seen.count) return;
    const after = isForAll ? 0 : (seen?.last ?? 0) - LOOKED_AT_AGAIN;
    if (isForAll) lookAtAllAt = Date.now() + LOOK_AT_ALL_EVERY_MS;
    // What was looked at is not looked at again: of many changes each look at all of them takes long.
    let beyond: number | null = 0;
    while (beyond !== null && !stopping.signal.aborted) {
      const following: Following = { receivers, now: new Date(), after, beyond };
      beyond = await db.transaction((tx) => noteNews(tx, following));
    }
    seen = outbox;
  }

  async function turn(): Promise<void> {
    const now = new Date();
    await follow((await pushDue(db, now)).outbox);
    const due = await pushDue(db, new Date());
    const asking = { clock: () => new Date(), signal, timeoutMs, quiet, ...reach };
    const sending = { siteUrl: receivers.siteUrl, portalSecret, ...asking };
    for (const id of due.webhooks ? await dueWebhooks(db, new Date()) : []) {
      beside(`webhook ${id}`, () => sendMessages(db, id, sending));
    }
    const pinging = () => ({ now: new Date(), signal, timeoutMs });
    if (due.websub) beside("websub", () => pingHub(db, receivers, pinging()));
    if (due.indexnow) beside("indexnow", () => pingSearchEngines(db, receivers, pinging()));
    if (now.getTime() < trimAt) return;
    trimAt = now.getTime() + TRIM_EVERY_MS;
    await trim(db, receivers, now);
  }

  async function work(): Promise<void> {
    const listening = sql.listen(ANNOUNCE_CHANNEL, () => wake.abort()).catch(() => null);
    let failures = 0;
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      try {
        await turn();
        failures = 0;
      } catch (error) {
        failures += 1;
        // That the database is away is told by what keeps search.
        if (failures > 1) tell(error);
      }
      const waitMs = Math.min(POLL_MS * 2 ** failures, MAX_BACKOFF_MS);
      const until = AbortSignal.any([stopping.signal, wake.signal]);
      await delay(waitMs, undefined, { signal: until }).catch(() => {});
    }
    const ended = Promise.all(running.values());
    await Promise.race([ended, delay(STOP_PATIENCE_MS)]);
    breakingOff.abort();
    await ended;
    await Promise.race([listening.then((listener) => listener?.unlisten()), delay(500)]).catch(() => {});
  }

  const done = work();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function trim(db: Db, { hub, indexNow }: Receivers, now: Date): Promise<void> {
  await trimDeliveries(db, { before: new Date(now.getTime() - KEPT_MS), kept: KEPT_MESSAGES });
  if (!hub) await dropPings(db, "websub");
  if (!indexNow) await dropPings(db, "indexnow");
}

/** drizzle wraps what the database says. */
function reason(error: unknown): string {
  const { cause, message, code } = error as Error & { code?: string };
  return cause ? reason(cause) : message || code || String(error);
}
