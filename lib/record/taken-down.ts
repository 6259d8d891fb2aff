/** What the record shows of articles that were deleted for good: who did what, and none of their texts. */
import { articlesTakenDown, type RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { ARTICLE } from "../publishing/history";

export const TAKEN_DOWN_NAME = "an article taken down";
/** The one field of text that says nothing of what the article said. */
const KEPT = "state";
/** Events of pairs of articles are recorded by one of them. */
const SUBJECTS = [ARTICLE, "story_apart"];

type Fields = Record<string, unknown>;

/** Which of these events are about an article that was taken down, by their ids. */
export async function eventsOfTakenDown(db: Db, events: RecordedEvent[]): Promise<Set<number>> {
  const about = events.filter(({ subject, subjectId }) => SUBJECTS.includes(subject) && subjectId !== null);
  const gone = await articlesTakenDown(db, [...new Set(about.map(({ subjectId }) => subjectId as string))]);
  return new Set(about.filter(({ subjectId }) => gone.has(subjectId as string)).map(({ id }) => id));
}

/** The event with numbers, yes and no alone: links, lists and addresses have the article's words, too. */
export function withoutTexts<E extends RecordedEvent>(event: E): E {
  return { ...event, before: bare(event.before), after: bare(event.after) };
}

const bare = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => field === KEPT || value === null || ["number", "boolean"].includes(typeof value),
    ),
  );
