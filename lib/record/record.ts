/** The record of who did what, as editors and admins read it. */
import {
  type ActCursor,
  actKeys,
  actsOf,
  eventsOfActPage,
  MAX_COUNTED,
  matchingEvents,
  type RecordedAct,
} from "@/db/audit-acts";
import type { RecordedEvent } from "@/db/audit-events";
import type { AuditFilter } from "@/db/audit-filter";
import { namesOf } from "@/db/audit-names";
import type { Db } from "@/db/client";
import { eventsOfTakenDown, TAKEN_DOWN_NAME, withoutTexts } from "./taken-down";
import { canUndo, isFollowed } from "./undo";

export type NamedEvent = RecordedEvent & {
  /** What its subject is called; null where it is gone. */
  name: string | null;
  /** Of an article that was deleted for good: its texts are left out. */
  isTakenDown: boolean;
};

export type Act = Omit<RecordedAct, "events"> & {
  /** The first of its events that say what it was, in their order. */
  events: NamedEvent[];
  /** How many events it has in all; null: more than MAX_COUNTED. */
  size: number | null;
  /** Whether there is a way back: `undone` and `none` say why not. */
  undo: "possible" | "undone" | "none";
};

/** An act with more of them has a page of its own for the others. */
export const EVENTS_SHOWN = 10;
const EXPORT_BATCH = 1_000;
/** The last row of an export says so when there are more. */
export const MAX_EXPORTED = 2_000_000;

/** A page of acts, the newest first; `next` null on the last. */
export async function recordPage(
  db: Db,
  filter: AuditFilter,
  { after, size }: { after: ActCursor | null; size: number },
): Promise<{ acts: Act[]; next: ActCursor | null }> {
  const keys = await actKeys(db, filter, { after, limit: size + 1 });
  const shown = keys.slice(0, size);
  const acts = await named(db, await actsOf(db, shown, { events: EVENTS_SHOWN, subjects: filter.subjects }));
  return { acts, next: keys.length > size ? (shown.at(-1) ?? null) : null };
}

/** One act, and a page of its events; null where there is none, or none to see. */
export async function actPage(
  db: Db,
  act: number,
  { after, size, subjects }: { after: number; size: number; subjects: AuditFilter["subjects"] },
): Promise<{ act: Act; events: NamedEvent[]; next: number | null } | null> {
  const [found] = await named(db, await actsOf(db, [{ act }], { events: EVENTS_SHOWN, subjects }));
  if (!found) return null;
  const events = await eventsOfActPage(db, act, { after, limit: size + 1, subjects });
  const shown = events.slice(0, size);
  return {
    act: found,
    events: await withNames(db, shown),
    next: events.length > size ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Every event that matches, the newest first, in batches. */
export async function* recordBatches(db: Db, filter: AuditFilter): AsyncGenerator<NamedEvent[]> {
  let before: number | null = null;
  for (let given = 0; given < MAX_EXPORTED; ) {
    const events = await matchingEvents(db, filter, { before, limit: EXPORT_BATCH });
    if (events.length > 0) yield await withNames(db, events);
    if (events.length < EXPORT_BATCH) return;
    given += events.length;
    before = events.at(-1)?.id ?? null;
  }
}

async function named(db: Db, acts: RecordedAct[]): Promise<Act[]> {
  const events = await withNames(
    db,
    acts.flatMap((act) => act.events),
  );
  const byId = new Map(events.map((event) => [event.id, event]));
  return acts.map((act) => {
    const size = act.tally.reduce((sum, { events: number }) => sum + number, 0);
    return {
      ...act,
      events: act.events.flatMap(({ id }) => byId.get(id) ?? []),
      size: size > MAX_COUNTED ? null : size,
      undo: undoOf(act),
    };
  });
}

function undoOf({ key, tally, undoneBy }: RecordedAct): Act["undo"] {
  if (undoneBy !== null) return "undone";
  return "act" in key && tally.every(canUndo) && !isFollowed(tally) ? "possible" : "none";
}

async function withNames(db: Db, events: RecordedEvent[]): Promise<NamedEvent[]> {
  const [names, takenDown] = [await namesOf(db, events), await eventsOfTakenDown(db, events)];
  return events.map((event) =>
    takenDown.has(event.id)
      ? { ...withoutTexts(event), name: TAKEN_DOWN_NAME, isTakenDown: true }
      : { ...event, name: names.get(`${event.subject}:${event.subjectId}`) ?? lastName(event), isTakenDown: false },
  );
}

/** What is gone was called so in its last entry. */
function lastName({ before, after }: RecordedEvent): string | null {
  const name = [after, before].flatMap(({ title, name, email, slug }) => title ?? name ?? email ?? slug ?? [])[0];
  return typeof name === "string" ? name : null;
}
