/** What rank means: `hot = log10(heat) + seconds / 200,000` (db/schema.ts). Pure. */

/** In so many seconds heat fades to a tenth. */
const TENTH_S = 200_000;

/** The heat that a story of this rank is worth at `now`: that of a story which comes out now and ranks the same. */
export function countsAs(hot: number, now: Date): number {
  return 10 ** (hot - now.getTime() / 1000 / TENTH_S);
}

/** How much earlier a story might have come out and still rank before another, in seconds. */
export function secondsAhead(hot: number, nextHot: number): number {
  return (hot - nextHot) * TENTH_S;
}
