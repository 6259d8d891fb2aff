/** Reading what stands in a public page's address. */

/** Beyond these no calendar of ours goes; and a database's ends somewhere, too. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;

/** A segment as Next gives it, decoded; null when it can't be, or holds a NUL, which no text in the database does. */
export function decoded(segment: string): string | null {
  try {
    const text = decodeURIComponent(segment);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/** The cursor after a list's address: null on its first page, undefined when the rest is no such address. */
export function cursorOf(rest: string[] | undefined): string | null | undefined {
  if (rest === undefined || rest.length === 0) return null;
  const [word, cursor, ...more] = rest;
  if (word !== "older" || !cursor || more.length > 0) return undefined;
  return decoded(cursor) ?? undefined;
}

/** `/archive/2024/04…`: the month, and what comes after it. Months are written with two digits. */
export function monthOf(rest: string[]): { year: number; month: number; rest: string[] } | null {
  const [year = "", month = "", ...after] = rest;
  if (!/^\d{4}$/.test(year) || !/^(0[1-9]|1[0-2])$/.test(month)) return null;
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return null;
  return { year: Number(year), month: Number(month), rest: after };
}
