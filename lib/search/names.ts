/** Topics and providers near a text, with how many live articles they have. */
import type { Db } from "@/db/client";
import {
  type CountedName,
  liveArticlesOf,
  type NameKind,
  type NameRow,
  nameKey,
  namesBeginning,
  namesLike,
} from "@/db/search-names";
import { typosAllowed, typosBetween } from "./typos";

/** Some of those found may have nothing live. */
const CANDIDATES = 12;
/** Shorter texts look like everything. */
const SHORTEST_SIMILAR = 4;

type How = { as: "beginning" | "word"; now: Date; limit: number };

/**
 * Names that begin with one of these texts, or have a word that does; when there are fewer than `limit`, also those
 * that look alike. Only what has live articles.
 * @param texts as `nameKey` gives them, the best first
 */
export async function namesNear(db: Db, kind: NameKind, texts: string[], how: How): Promise<CountedName[]> {
  const sought = [...new Set(texts)].filter(Boolean);
  if (sought.length === 0) return [];
  const request = { ...how, limit: CANDIDATES };
  const beginning = await counted(db, kind, await namesBeginning(db, kind, sought, request), how);
  if (beginning.length >= how.limit) return beginning.slice(0, how.limit);
  const long = sought.filter((text) => [...text].length >= SHORTEST_SIMILAR);
  const known = new Set(beginning.map(({ value }) => value));
  const alike = (await namesLike(db, kind, long, request)).filter(({ value }) => !known.has(value));
  const similar = how.as === "word" ? alike : alike.filter(({ name }) => long.some((text) => mayBegin(name, text)));
  return [...beginning, ...(await counted(db, kind, similar, how))].slice(0, how.limit);
}

/** Whether a text is the beginning of the name or of a word in it, but for typos. */
function mayBegin(name: string, text: string): boolean {
  const most = text.split(" ").reduce((sum, word) => sum + typosAllowed(word), 0);
  const key = nameKey(name);
  return [...key.matchAll(/(?<!\S)\S/g)].some(({ index }) =>
    Array.from({ length: 2 * most + 1 }, (_, more) => key.slice(index, index + text.length - most + more)).some(
      (beginning) => typosBetween(text, beginning, most) <= most,
    ),
  );
}

/** With how many live articles each has; only as many as asked for are counted, where none of them has none. */
async function counted(db: Db, kind: NameKind, rows: NameRow[], { now, limit }: How): Promise<CountedName[]> {
  const found: CountedName[] = [];
  for (let at = 0; at < rows.length && found.length < limit; ) {
    const some = rows.slice(at, at + limit);
    const values = some.map(({ value }) => value);
    const counts = await liveArticlesOf(db, kind, values, now);
    for (const row of some) {
      const articles = counts.get(row.value) ?? 0;
      if (articles > 0) found.push({ ...row, articles });
    }
    at += limit;
  }
  return found;
}
