/** What the form of an article says in words. */
import { type DraftField, FIELD_NAMES } from "@/lib/publishing/draft";

type TheirChange = { changes: { actor: string }[]; state: string };

/** What is said of a save, by the state that it was to bring about. */
export const DONE = {
  saved: "Saved.",
  published: "Published.",
  unpublished: "Unpublished.",
  queued: "Back in the queue.",
};

/** `night@desk.example changed the excerpt.` */
export function toldOf({ changes, state }: TheirChange, fields: DraftField[]): string {
  const who = [...new Set(changes.map(({ actor }) => actor))].join(" and ");
  const what =
    fields.length > 0
      ? fields.map((field) => FIELD_NAMES[field].toLowerCase()).join(", ")
      : `the state; it is ${state}`;
  return who ? `${who} changed ${what}.` : `It changed: ${what}.`;
}

/** `changed.images.0.url` belongs to the pictures. */
export function inForm(path: string, text: string): [string, string] {
  const field = path.replace(/^(?:changed|draft)\./, "").split(".")[0] ?? path;
  const name = FIELD_NAMES[field as DraftField] ?? "It";
  return [field, /^\p{Ll}/u.test(text) ? `${name} ${text}.` : text];
}
