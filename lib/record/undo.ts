/** Takes acts of editors back, from the record of them. */
import type { Actor } from "@/db/audit";
import { eventsOfAct, isUndone, type RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { acting } from "../acting";
import { AppError } from "../errors";
import { withNewer } from "./newer";
import { undoArticleEvents } from "./undo-articles";
import { ACTIONS as OF_PEOPLE, undoPeopleEvents } from "./undo-people";
import { undoProviderEvents } from "./undo-providers";
import { undoSettingEvents } from "./undo-settings";
import { undoStoryApart } from "./undo-story-apart";
import { undoTopicEvents } from "./undo-topics";
import { undoWebhookEvents } from "./undo-webhooks";

export type Undo = {
  act: number;
  by: Actor;
  now: Date;
  /** Of which subjects whoever asks may take acts back (`subjectsFor` their role); absent or null: of all. */
  subjects?: readonly string[] | null;
};
export type Undone = {
  /** The act of taking back, which can be taken back itself. */
  act: number;
  /** How many things are as they were before. */
  changed: number;
  /** Cache tags of what it changed. */
  tags: string[];
};

/** Takes back the events of one kind of subject: all of an act, oldest first. */
export type UndoEvents = (tx: Db, events: RecordedEvent[], undo: Undo) => Promise<Undone>;

/** Kinds of subjects whose acts can be taken back. An act has subjects of one kind. */
export const KINDS: Record<string, UndoEvents> = {
  article: undoArticleEvents,
  topic: undoTopicEvents,
  provider: undoProviderEvents,
  setting: undoSettingEvents,
  story_apart: undoStoryApart,
  user: undoPeopleEvents,
  webhook: undoWebhookEvents,
};

/** Whether there is a way back from such an event. */
export function canUndo({ subject, action }: Pick<RecordedEvent, "subject" | "action">): boolean {
  return subject in KINDS && !FOR_GOOD.has(action) && (subject !== "user" || OF_PEOPLE.includes(action));
}

/** Whether all of it followed from what is no event, such as a schedule: there is nothing to take back. */
export const isFollowed = (events: Pick<RecordedEvent, "action">[]): boolean =>
  events.every(({ action }) => action === "follow");

/** Acts that nothing is left of, or that others have seen. */
export const FOR_GOOD = new Set([
  "delete",
  "webhook-add",
  "webhook-remove",
  "webhook-rotate",
  "webhook-stop",
  "webhook-test",
  "webhook-resend",
]);

/**
 * Brings everything that an act changed back to where it was.
 * @throws AppError not-found, undone, conflict where something newer changed the same
 */
export function undoAct(db: Db, undo: Undo): Promise<Undone> {
  return acting(db, async (tx) => {
    const events = await eventsOfAct(tx, undo.act);
    const [first] = events;
    if (!first || events.some(({ subject }) => undo.subjects && !undo.subjects.includes(subject))) {
      throw new AppError("not-found");
    }
    if (await isUndone(tx, undo.act)) throw new AppError("undone");
    const take = KINDS[first.subject];
    if (!take || events.some((event) => !canUndo(event)) || isFollowed(events)) {
      throw new AppError("invalid", { message: "This can't be taken back." });
    }
    try {
      return await take(tx, events, undo);
    } catch (error) {
      throw await withNewer(tx, error, events);
    }
  });
}
