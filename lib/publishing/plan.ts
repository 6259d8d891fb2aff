/** What an edit makes of an article. Pure: no I/O, no clock. */
import type { article } from "@/db/schema";
import { isLive, wasShown } from "../article/live";
import { same } from "../article/same";

/** The fields that edits change or that follow from them, with the article's topics by id, in order. */
export const EDITED_FIELDS = [
  "state",
  "quality",
  "heat",
  "heatGiven",
  "withdrawn",
  "wasLive",
  "slug",
  "storyId",
  "isCoverage",
  "leadGiven",
  "title",
  "excerpt",
  "type",
  "category",
  "publishedAt",
  "webUrl",
  "originalUrl",
  "featuredContent",
  "images",
  "providerId",
  "liveFrom",
  "liveUntil",
  "correction",
  "correctedAt",
  "laterUntil",
  "frontHidden",
  "pinPlace",
  "pinUntil",
] as const satisfies (keyof typeof article.$inferSelect)[];

export type Edited = Pick<typeof article.$inferSelect, (typeof EDITED_FIELDS)[number]> & { topics: string[] };

/** What follows from other fields, and is never asked for. */
type Followed = "heat" | "heatGiven" | "isCoverage" | "wasLive" | "correctedAt";

/** What an editor asks for. What is absent or undefined stays as it is. */
export type Changes = { [Field in keyof Omit<Edited, Followed>]?: Edited[Field] | undefined } & {
  /** A number sets it by hand, `computed` lets it follow the rule again. */
  heat?: number | "computed" | undefined;
};

export function editedFields(row: Edited): Edited {
  const fields = [...EDITED_FIELDS, "topics"] as const;
  return Object.fromEntries(fields.map((field) => [field, row[field]])) as Edited;
}

/** The fields after the edit. Heat is that of an article alone; in a story, settling the story decides it. */
export function plan(before: Edited, { heat, ...given }: Changes, now: Date): Edited {
  const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const after: Edited = { ...before, ...asked };
  if (heat !== undefined) after.heatGiven = heat === "computed" ? null : heat;
  if (given.state !== undefined) {
    // Even where nothing else changes: it is how an editor takes coverage without a page off its story.
    after.withdrawn = given.withdrawn ?? given.state === "unpublished";
    after.laterUntil = given.laterUntil ?? null;
  }
  if (after.correction !== before.correction) after.correctedAt = after.correction === null ? null : now;
  if (after.storyId === null) {
    Object.assign(after, { heat: after.heatGiven ?? after.quality, isCoverage: false, leadGiven: false });
  }
  const isOtherTime = !same([before.liveFrom, before.liveUntil], [after.liveFrom, after.liveUntil]);
  if (after.state !== "published" || isOtherTime) after.wasLive ||= wasShown(before, now) && !isLive(after, now);
  return after;
}

/** The fields that differ, as they were and as they are. */
export function difference<T extends object>(before: T, after: T): { before: Partial<T>; after: Partial<T> } {
  const changed = (Object.keys(after) as (keyof T)[]).filter((key) => !same(before[key], after[key]));
  const only = (all: T) => Object.fromEntries(changed.map((key) => [key, all[key]])) as Partial<T>;
  return { before: only(before), after: only(after) };
}
