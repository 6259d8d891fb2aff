/** What happened to an article, in words. */

export type Change = { field: string; before: string; after: string };
export type Told = { what: string; changes: Change[] };

type Recorded = { action?: string; before: Record<string, unknown>; after: Record<string, unknown> };

const WORDS: Record<string, string> = {
  publish: "Published",
  unpublish: "Unpublished",
  follow: "Followed from its story",
};
/** Fields that people know, by the names they know them by. The others go without saying. */
const FIELDS: Record<string, string> = {
  quality: "Quality",
  heatGiven: "Heat by hand",
  heat: "Heat",
  title: "Title",
  slug: "Address",
};

export function toldOf({ action, before, after }: Recorded): Told {
  const changes = Object.entries(FIELDS)
    .filter(([name]) => name in after && before[name] !== after[name])
    .map(([name, field]) => ({ field, before: shown(before[name]), after: shown(after[name]) }));
  return { what: wordFor(action, before, after), changes };
}

function wordFor(action: string | undefined, before: Recorded["before"], after: Recorded["after"]): string {
  if (action === "follow" && "isCoverage" in after) return after.isCoverage ? "Became coverage" : "Became the lead";
  if (action === "unpublish" && before.state === "queued") return "Left out";
  if (action === undefined && typeof after.state === "string") return `Now ${after.state}`;
  if (action === undefined || action === "edit") return after.withdrawn === true ? "Taken off its story" : "";
  return WORDS[action] ?? action.charAt(0).toUpperCase() + action.slice(1).replaceAll("-", " ");
}

function shown(value: unknown): string {
  return value === null || value === undefined ? "none" : String(value);
}
