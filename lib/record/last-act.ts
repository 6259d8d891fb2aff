/** The act that a person would take back first. */
import { lastOwnAct } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { AppError } from "../errors";
import { MINUTE_MS } from "../time";
import { FOR_GOOD, KINDS } from "./undo";

/** What is longer ago is not taken back by a key alone. */
const MAX_AGE_MS = 10 * MINUTE_MS;
/** Who may do what is taken back in the record alone, where it says what it is. */
const NOT_BY_KEY = ["user"];

/** @throws AppError not-found */
export async function lastAct(db: Db, userId: number, now: Date): Promise<number> {
  const act = await lastOwnAct(db, {
    userId,
    since: new Date(now.getTime() - MAX_AGE_MS),
    subjects: Object.keys(KINDS).filter((subject) => !NOT_BY_KEY.includes(subject)),
    without: [...FOR_GOOD],
  });
  if (act !== null) return act;
  throw new AppError("not-found", { message: "You did nothing just now. History has what was done before." });
}
