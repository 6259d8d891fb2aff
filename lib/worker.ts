/** Tells what follows Postgres of changes: drains the outbox, in the order of the changes. */
import { setTimeout as delay } from "node:timers/promises";
import { ANNOUNCE_CHANNEL } from "@/db/announce";
import type { Connection, Db } from "@/db/client";
import { claim, settle } from "@/db/outbox";

const BATCH_SIZE = 500;
/** Entries may come without an announcement, or the announcement may be lost with a connection. */
const MAX_IDLE_MS = 1_000;
const MAX_BACKOFF_MS = 5_000;

export type Worker = {
  /** Finishes the batch in hand; resolves when nothing is being done any more. */
  stop: () => Promise<void>;
};

/** Works until stopped. Survives the absence of the database: `say` is told when it is away and when it is back. */
export function startWorker({ db, sql }: Connection, say: (line: string) => void = console.error): Worker {
  const stopping = new AbortController();
  let wake = new AbortController();
  let changes = 0;
  const onChange = () => {
    changes += 1;
    wake.abort();
  };
  const idle = async (ms: number) => {
    wake = new AbortController();
    await delay(ms, undefined, { signal: AbortSignal.any([stopping.signal, wake.signal]) }).catch(() => {});
  };

  async function work(): Promise<void> {
    // Reconnects by itself. Where it cannot at first, the outbox is looked at each second all the same.
    const listening = sql.listen(ANNOUNCE_CHANNEL, onChange).catch(() => null);
    let failures = 0;
    while (!stopping.signal.aborted) {
      const seen = changes;
      try {
        const drained = await drainOutbox(db);
        if (failures > 0) say("The worker has its database back.");
        failures = 0;
        if (drained < BATCH_SIZE && changes === seen) await idle(MAX_IDLE_MS);
      } catch (error) {
        if (stopping.signal.aborted) break;
        if (failures === 0) say(`The worker waits for its database: ${reason(error)}`);
        await idle(Math.min(100 * 2 ** failures, MAX_BACKOFF_MS));
        failures += 1;
      }
    }
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

/** Settles one batch. Postgres' own search documents are written with the change, so nothing else is to be told. */
export async function drainOutbox(db: Db): Promise<number> {
  return db.transaction(async (tx) => {
    const entries = await claim(tx, BATCH_SIZE);
    await settle(
      tx,
      entries.map(({ id }) => id),
    );
    return entries.length;
  });
}

/** drizzle wraps what the database says. */
function reason(error: unknown): string {
  const { cause, message, code } = error as Error & { code?: string };
  return cause ? reason(cause) : message || code || String(error);
}
