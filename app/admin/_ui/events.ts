/** What happened to an article, in words. */

export type Change = {
  field: string;
  before: string;
  after: string;
  /** A text whose words are compared, rather than a value. */
  isText?: boolean;
};
export type Told = { what: string; changes: Change[] };

type Recorded = { action?: string; before: Record<string, unknown>; after: Record<string, unknown> };
/** What ids stand for, and how dates are written. */
export type Naming = { provider?: (id: number) => string; topic?: (id: string) => string; date?: (at: Date) => string };

const WORDS: Record<string, string> = {
  publish: "Published",
  unpublish: "Unpublished",
  follow: "Followed from its story",
  create: "Added by hand",
  requeue: "Back in the queue",
};
/** Fields that people know, by the names they know them by. The others go without saying. */
const FIELDS: Record<string, string> = {
  quality: "Quality",
  heatGiven: "Heat by hand",
  heat: "Heat",
  title: "Title",
  excerpt: "Excerpt",
  slug: "Address",
  originalUrl: "Link to the original",
  webUrl: "Web address",
  providerId: "Provider",
  type: "Type",
  category: "Category",
  topics: "Topics",
  images: "Pictures",
  publishedAt: "Published",
  liveFrom: "Live from",
  liveUntil: "Live until",
  correction: "Note of correction",
  frontHidden: "Off the front page",
  pinPlace: "Pinned to place",
};
const TEXTS = ["title", "excerpt", "correction"];
const DATES = ["publishedAt", "liveFrom", "liveUntil"];

export function toldOf({ action, before, after }: Recorded, naming: Naming = {}): Told {
  // What a new article has is on its page.
  const fields = action === "create" ? [] : Object.entries(FIELDS);
  const changes = fields
    .filter(([name]) => name in after && !isSame(before[name], after[name]))
    .map(([name, field]): Change => {
      const shown = (value: unknown) => shownAs(name, value, naming);
      const change = { field, before: shown(before[name]), after: shown(after[name]) };
      return TEXTS.includes(name) ? { ...change, isText: true } : change;
    });
  return { what: wordFor(action, before, after), changes };
}

function wordFor(action: string | undefined, before: Recorded["before"], after: Recorded["after"]): string {
  if (action === "follow" && "isCoverage" in after) return after.isCoverage ? "Became coverage" : "Became the lead";
  if (action === "unpublish" && before.state === "queued") return "Left out";
  if (action === undefined && typeof after.state === "string") return `Now ${after.state}`;
  if ((action === undefined || action === "edit") && "storyId" in after && before.storyId !== after.storyId) {
    return after.storyId === null
      ? "Split from its story"
      : before.storyId == null
        ? "Joined a story"
        : "Moved to another story";
  }
  if (action === undefined || action === "edit") return after.withdrawn === true ? "Taken off its story" : "";
  return WORDS[action] ?? action.charAt(0).toUpperCase() + action.slice(1).replaceAll("-", " ");
}

function shownAs(name: string, value: unknown, { provider, topic, date }: Naming): string {
  if (value === null || value === undefined) return "none";
  if (name === "providerId" && provider) return provider(Number(value));
  if (DATES.includes(name) && date) return date(new Date(String(value)));
  if (Array.isArray(value)) {
    const texts = value.map((item) =>
      name === "topics" ? (topic?.(String(item)) ?? String(item)) : String(item?.url ?? item),
    );
    return texts.join(", ") || "none";
  }
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
