/** How an act of an editor is written: all of it or nothing, again after a collision, and without waiting for long. */
import type { Db } from "@/db/client";
import { isImporting } from "@/db/importing";
import { boundLockWait, isLockTimeout } from "@/db/lock-wait";
import { retried } from "@/db/retry";
import { AppError } from "./errors";

/** Longer than a batch of an import takes, shorter than a statement may. */
export const MAX_LOCK_WAIT_MS = 8_000;
/** For work that nobody sits before: Postgres waits until it is its turn. */
export const AS_LONG_AS_IT_TAKES_MS = 0;

/**
 * Runs an act in a transaction of its own.
 * @throws AppError busy where it would have to wait for somebody else's: an import that is tried holds all that it
 * touches until its end
 */
export async function acting<T>(db: Db, act: (tx: Db) => Promise<T>, maxWaitMs = MAX_LOCK_WAIT_MS): Promise<T> {
  try {
    return await retried(() =>
      db.transaction(async (tx) => {
        await boundLockWait(tx, maxWaitMs);
        return act(tx);
      }),
    );
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    const message = "An import is being tried. Wait a moment, then try again.";
    throw (await isImporting(db)) ? new AppError("busy", { message }) : new AppError("busy");
  }
}
