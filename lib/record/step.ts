/** Acts of several steps, and what they are refused for. */
import { type Actor, newAct } from "@/db/audit";
import type { Db } from "@/db/client";
import { lastEventOf, subjectEventsSince } from "@/db/subject-events";
import { acting } from "../acting";
import { same } from "../article/same";
import { AppError } from "../errors";

/** Who does it, and the act that it is part of. */
export type Step = { by: Actor; now: Date; act: number; undoes?: number | undefined };

/** What an editor saw before changing it. */
export type Seen = {
  /** Of the record: the newest event then. */
  since: number;
  fields: Record<string, unknown>;
};

const MAX_TOLD = 20;

/** Does all of an act in one transaction. */
export function inOneAct<T extends object>(
  db: Db,
  { by, now }: { by: Actor; now: Date },
  act: (tx: Db, step: Step) => Promise<T>,
): Promise<T & { act: number }> {
  return acting(db, async (tx) => {
    const number = await newAct(tx);
    return { ...(await act(tx, { by, now, act: number })), act: number };
  });
}

/**
 * @param ids of the thing, those it had before included
 * @throws AppError conflict, with what changed, where a field is not as it was seen
 */
export async function requireAsSeen(
  tx: Db,
  subject: string,
  ids: string[],
  current: Record<string, unknown>,
  seen: Seen | undefined,
): Promise<void> {
  if (!seen) return;
  const now = JSON.parse(JSON.stringify(current)) as Record<string, unknown>;
  if (Object.entries(seen.fields).every(([field, value]) => same(now[field], value))) return;
  const changes = await subjectEventsSince(tx, subject, ids, seen.since, MAX_TOLD);
  throw new AppError("conflict", {
    conflict: { version: await lastEventOf(tx, subject, ids), current: now, changes },
  });
}
