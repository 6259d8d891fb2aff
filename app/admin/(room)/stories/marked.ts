/** Tick boxes of articles, by name. */
const PREFIX = "article-";
export const markName = (id: number) => `${PREFIX}${id}`;

/** The ids of those that were ticked in a form. */
export function markedIn(fields: Record<string, unknown>): number[] {
  return Object.keys(fields)
    .filter((name) => name.startsWith(PREFIX) && /^\d{1,15}$/.test(name.slice(PREFIX.length)))
    .map((name) => Number(name.slice(PREFIX.length)));
}
