/** What stands in the way of taking an act back: changes of the same since. */
import type { RecordedEvent } from "@/db/audit-events";
import { eventsAfter } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { AppError } from "../errors";

const MAX_NEWER = 20;

/** The same refusal, with who changed what of the fields that these events changed, where the refusal does not say. */
export async function withNewer(tx: Db, error: unknown, events: RecordedEvent[]): Promise<unknown> {
  if (!(error instanceof AppError) || !error.conflict || error.conflict.changes.length > 0) return error;
  const { current } = error.conflict;
  const own = events.filter(({ subjectId }) => subjectId === String(current.id));
  const last = own.at(-1);
  if (!last) return error;
  const fields = new Set(own.flatMap(({ after }) => Object.keys(after)).filter((name) => name !== "version"));
  const newer = await eventsAfter(tx, last, MAX_NEWER);
  const changes = newer.filter(({ after }) => Object.keys(after).some((name) => fields.has(name)));
  const who = changes.at(-1)?.actor;
  const message = `${who ? `${who} changed it again since` : "It was changed again since"}. Take that back first: nothing was taken back now.`;
  return new AppError(error.code, { message, conflict: { ...error.conflict, changes } });
}
