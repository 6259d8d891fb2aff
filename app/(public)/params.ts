/** Reading what stands in a public page's address. */

/** A segment as Next gives it, decoded; null when it can't be. */
export function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
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
  return { year: Number(year), month: Number(month), rest: after };
}
