/** What an edit makes of an article. Pure: no I/O, no clock. */
import type { article } from "@/db/schema";
import { wasShown } from "../article/live";

type ArticleRow = typeof article.$inferSelect;

/** What an editor asks for. What is absent stays as it is. */
export type Changes = {
  state?: "published" | "unpublished" | undefined;
  quality?: number | null | undefined;
  /** A number sets it by hand, `computed` lets it follow the rule again. */
  heat?: number | "computed" | undefined;
};

/** The fields an edit may change, as they were or shall be. */
export type Edited = Pick<
  ArticleRow,
  "state" | "quality" | "heatGiven" | "heat" | "withdrawn" | "wasLive" | "slug" | "isCoverage"
>;

export function editedFields(row: ArticleRow): Edited {
  const { state, quality, heatGiven, heat, withdrawn, wasLive, slug, isCoverage } = row;
  return { state, quality, heatGiven, heat, withdrawn, wasLive, slug, isCoverage };
}

/** The fields after the edit. Heat is that of an article alone; in a story, settling the story decides it. */
export function plan(row: ArticleRow, changes: Changes, now: Date): Edited {
  const before = editedFields(row);
  const state = changes.state ?? before.state;
  const quality = changes.quality === undefined ? before.quality : changes.quality;
  const heatGiven = changes.heat === undefined ? before.heatGiven : changes.heat === "computed" ? null : changes.heat;
  return {
    ...before,
    state,
    quality,
    heatGiven,
    heat: row.storyId === null ? (heatGiven ?? quality) : before.heat,
    // Even where nothing else changes: it is how an editor takes coverage without a page off its story.
    withdrawn: changes.state === undefined ? before.withdrawn : changes.state === "unpublished",
    wasLive: before.wasLive || (state !== "published" && wasShown(row, now)),
  };
}

/** The fields that differ, as they were and as they are. */
export function difference<T extends object>(before: T, after: T): { before: Partial<T>; after: Partial<T> } {
  const changed = (Object.keys(after) as (keyof T)[]).filter((key) => before[key] !== after[key]);
  const only = (all: T) => Object.fromEntries(changed.map((key) => [key, all[key]])) as Partial<T>;
  return { before: only(before), after: only(after) };
}
