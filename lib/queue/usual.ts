/** What articles usually get. Pure. */

/** The middle of these numbers, rounded; null of none. */
export function median(numbers: number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [below, above] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return below === undefined || above === undefined ? null : Math.round((below + above) / 2);
}

/** The quality to expect of an article: its own, else what its provider's usually get. */
export const expected = (quality: number | null, usual: number | null | undefined): number | null =>
  quality ?? usual ?? null;
