/** Reads for readers, from a replica where there is one (DATABASE_READ_URL) and as long as it shows what was changed. */
import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@/db/client";
import { hasReplayed, logEnd } from "@/db/replica";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log/log";
import { readDatabase } from "@/lib/read-database";
import { isUnavailable } from "@/lib/search/unavailable";
import { cacheClock } from "./page-cache.mjs";

/** How often a replica that is behind is asked. */
const POLL_MS = 20;
/** A replica that failed is left alone for so long. */
const REST_MS = 1_000;
/** A replica that takes longer, such as one that is gone without a word, is not waited for. */
const ANSWER_LIMIT_MS = 3_000;

/** `seen`: the number of invalidations (cacheClock) whose changes the replica shows for certain. */
type Following = { seen: number; isAsked: boolean; isAway: boolean };

const KEY = Symbol.for("gazette.replica");
/** On globalThis, since the bundler makes several copies of a module. */
const following = ((globalThis as { [KEY]?: Following })[KEY] ??= { seen: -1, isAsked: false, isAway: false });

/**
 * Reads what anybody may see; `read` may run twice, so it must only read. From the replica if that has replayed all
 * changes that this process has heard of, else from the primary: so what is read, and kept, is never older than what the
 * page cache takes it for, and whoever has just saved sees it. What fails on the replica is asked of the primary.
 */
export async function publicRead<T>(read: (db: Db) => Promise<T>): Promise<T> {
  const replica = readDatabase()?.db;
  if (!replica || !isCurrent(replica)) return read(database().db);
  try {
    return await soon(read(replica));
  } catch (error) {
    if (error instanceof AppError || isUnavailable(error)) throw error;
    following.seen = -1;
    return read(database().db);
  }
}

async function soon<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("The replica took too long.")), ANSWER_LIMIT_MS);
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks in the background when that is not known, or no longer. */
function isCurrent(replica: Db): boolean {
  const { seen, isAsked } = following;
  if (seen === cacheClock()) return true;
  if (!isAsked) {
    following.isAsked = true;
    void follow(replica).finally(() => {
      following.isAsked = false;
    });
  }
  return false;
}

async function follow(replica: Db): Promise<void> {
  const clock = cacheClock();
  try {
    const end = await logEnd(database().db);
    while (!(await hasReplayed(replica, end))) await delay(POLL_MS, undefined, { ref: false });
    following.seen = clock;
    if (following.isAway) log().info("The replica (DATABASE_READ_URL) answers again.");
    following.isAway = false;
  } catch (err) {
    if (!following.isAway) log().warn({ err }, "The replica (DATABASE_READ_URL) does not answer. The primary does.");
    following.isAway = true;
    await delay(REST_MS, undefined, { ref: false });
  }
}
