/** What an act was, in a sentence. */
import { MAX_COUNTED } from "@/db/audit-acts";
import type { Act, NamedEvent } from "@/lib/record/record";
import type { Naming } from "../../_ui/event-values";
import { type Told, toldOf } from "../../_ui/events";

export type Sentence =
  /** Of one subject. `followed`: how many articles changed with it. */
  { of: "one"; event: NamedEvent; told: Told; followed: number } | { of: "many"; text: string; followed: number };

const NOUNS: Record<string, [string, string]> = {
  article: ["article", "articles"],
  topic: ["topic", "topics"],
  provider: ["provider", "providers"],
  story: ["story", "stories"],
  user: ["person", "people"],
  setting: ["setting", "settings"],
  job: ["job", "jobs"],
  webhook: ["webhook", "webhooks"],
  search_synonym: ["group of synonyms", "groups of synonyms"],
};
/** More fields than these are not named. */
const MAX_FIELDS = 4;

const isOwn = ({ action }: { action: string }) => action !== "follow";

export function sentenceOf({ events, tally, size }: Act, naming: Naming = {}): Sentence {
  const own = tally.filter(isOwn);
  const owned = own.reduce((sum, { events: number }) => sum + number, 0);
  const followed = tally.reduce((sum, one) => sum + (isOwn(one) ? 0 : one.events), 0);
  const [first] = [...events.filter(isOwn), ...events];
  if (owned <= 1 && first)
    return { of: "one", event: first, told: toldOf(first, naming), followed: followed - (owned === 0 ? 1 : 0) };
  const parts = own
    .toSorted((a, b) => b.events - a.events)
    .map((one) =>
      manyOf(one, { events: events.filter(({ action }) => action === one.action), isAll: size !== null, naming }),
    );
  return { of: "many", text: parts.join("; "), followed };
}

function manyOf(
  { action, subject, events: number }: Act["tally"][number],
  { events, isAll, naming }: { events: NamedEvent[]; isAll: boolean; naming: Naming },
): string {
  const told = events.map((event) => toldOf(event, naming));
  const [first] = told;
  const what = told.every((one) => one.what === first?.what) && first?.what ? first.what : wordOf(action);
  const fields = action === "edit" && what === "Changed" ? fieldsOf(told) : "";
  return `${what}${what === "Changed" ? " " : ": "}${isAll ? "" : "more than "}${countOf(subject, Math.min(number, MAX_COUNTED))}${fields}`;
}

const wordOf = (action: string) => toldOf({ action, before: {}, after: {} }).what || "Changed";

/** `: quality to 70, topics` */
function fieldsOf(told: Told[]): string {
  const values = new Map<string, Set<string>>();
  for (const { field, after } of told.flatMap(({ changes }) => changes)) {
    values.set(field, (values.get(field) ?? new Set()).add(after));
  }
  const names = [...values].map(([field, after]) => {
    const [only] = after.size === 1 ? after : [];
    return only === undefined ? field.toLowerCase() : `${field.toLowerCase()} to ${only}`;
  });
  // It follows from the quality.
  if (values.has("Quality") && values.has("Heat")) names.splice([...values.keys()].indexOf("Heat"), 1);
  if (names.length === 0) return "";
  return `: ${names.slice(0, MAX_FIELDS).join(", ")}${names.length > MAX_FIELDS ? " and more" : ""}`;
}

export function countOf(subject: string, number: number): string {
  const [one, many] = NOUNS[subject] ?? [nounOf(subject), `${nounOf(subject)} entries`];
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

export const nounOf = (subject: string) => NOUNS[subject]?.[0] ?? subject.replaceAll("_", " ");
