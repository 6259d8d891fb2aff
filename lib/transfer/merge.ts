/** What a file makes of its article's row. Pure. */
import type { ArticleRow } from "@/db/article-rows";
import type { ArticleData, RelatedEntry } from "../article/fields";
import { isLive, wasShown } from "../article/live";
import { same } from "../article/same";

/** Fields that stand in the row as the file gives them. */
const PLAIN_FIELDS = [
  "title",
  "excerpt",
  "category",
  "type",
  "publishedAt",
  "updatedAt",
  "webUrl",
  "originalUrl",
  "ampWebUrl",
  "cdnAmpWebUrl",
  "featuredContent",
  "images",
  "quality",
  "state",
  "liveFrom",
  "liveUntil",
] as const satisfies (keyof ArticleData & keyof ArticleRow)[];

type Place = { id: number; slug: string | null; providerId: number };

/** The row of an article that was not known. Its heat is that of an article alone. */
export function newRow(data: ArticleData, place: Place): ArticleRow {
  const fields = Object.fromEntries(PLAIN_FIELDS.map((field) => [field, data[field]])) as Pick<
    ArticleRow,
    (typeof PLAIN_FIELDS)[number]
  >;
  return withHeatAlone({
    ...fields,
    ...place,
    storyId: null,
    isCoverage: false,
    heat: null,
    heatGiven: data.heat,
    wasLive: false,
    withdrawn: false,
  });
}

/** The row of coverage that stands only in a `related` list. */
export function entryRow({ key, raw, ...given }: RelatedEntry, place: Omit<Place, "slug">): ArticleRow {
  const absent = { category: null, updatedAt: null, ampWebUrl: null, cdnAmpWebUrl: null, featuredContent: null };
  const never = { liveFrom: null, liveUntil: null, heat: null, topics: [], related: [] };
  return newRow({ ...given, ...absent, ...never, state: "unpublished" }, { ...place, slug: null });
}

export type Merge = {
  row: ArticleRow;
  slug: string;
  /** What the file said when it was last imported; null when it never was. */
  former: ArticleData | null;
  data: ArticleData;
  providerId: number;
  now: Date;
};

/**
 * Applies what differs between the file as it was and as it is, so that what editors changed otherwise survives.
 * Heat is left to its story, or is that of an article alone.
 */
export function mergedRow({ row, slug, former, data, providerId, now }: Merge): ArticleRow {
  const changed = PLAIN_FIELDS.filter((field) => former === null || !same(former[field], data[field]));
  const merged: ArticleRow = { ...row, ...Object.fromEntries(changed.map((field) => [field, data[field]])), slug };
  if (merged.webUrl === null && merged.originalUrl === null) {
    Object.assign(merged, { webUrl: data.webUrl, originalUrl: data.originalUrl });
  }
  if (former === null || former.provider.domain !== data.provider.domain) merged.providerId = providerId;
  if (changed.includes("state") && merged.state === "published") merged.withdrawn = false;
  merged.heatGiven = mergedHeat(row, former, data);
  merged.wasLive = row.wasLive || (wasShown(row, now) && !isLive(merged, now));
  return merged.storyId === null ? withHeatAlone(merged) : merged;
}

/** A heat is given anew when it or what it was measured by changed; one that an editor set survives the latter. */
function mergedHeat(row: ArticleRow, former: ArticleData | null, data: ArticleData): number | null {
  if (former === null || former.heat !== data.heat) return data.heat;
  const isMeasuredAnew = former.quality !== data.quality || former.state !== data.state;
  return isMeasuredAnew && row.heatGiven === null ? data.heat : row.heatGiven;
}

/** Applies an edited entry of a `related` list to coverage that has no file of its own. */
export function mergedEntryRow(
  row: ArticleRow,
  former: RelatedEntry,
  entry: RelatedEntry,
  providerId: number,
): ArticleRow {
  const fields = ["title", "excerpt", "type", "publishedAt", "images", "quality"] as const;
  const changed = fields.filter((field) => !same(former[field], entry[field]));
  const merged = { ...row, ...Object.fromEntries(changed.map((field) => [field, entry[field]])) };
  return former.provider.domain === entry.provider.domain ? merged : { ...merged, providerId };
}

/** Heat of an article that is in no story: its quality, unless set by hand. */
function withHeatAlone(row: ArticleRow): ArticleRow {
  const heatGiven = row.heatGiven === row.quality ? null : row.heatGiven;
  return { ...row, isCoverage: false, heatGiven, heat: heatGiven ?? row.quality };
}
