/** Whether something grows with the time that a portal runs. */

/** A reading: what was measured, by name. */
export type Reading = Record<string, number>;
export type Bounds = {
  /** By how much the end may lie above the middle, as a share of the middle. */
  share: number;
  /** And besides, in units of what was measured. */
  slack: number;
  /** What is never to be above. */
  most?: number;
};
export type Verdict = { name: string; middle: number; end: number; most: number; fails: boolean };

/** Of the readings: from here on it has warmed up. */
const MIDDLE_FROM = 0.4;
const MIDDLE_TO = 0.6;
const END_FROM = 0.8;

/** Compares the end with the middle; medians, since garbage is collected when it likes. Of each thing that has bounds. */
export function verdicts(readings: Reading[], bounds: Record<string, Bounds>): Verdict[] {
  return Object.entries(bounds).map(([name, { share, slack, most: limit = Number.POSITIVE_INFINITY }]) => {
    const values = readings.flatMap((reading) => reading[name] ?? []);
    const part = (from: number, to: number) =>
      median(values.slice(Math.floor(values.length * from), Math.ceil(values.length * to)));
    const middle = part(MIDDLE_FROM, MIDDLE_TO);
    const end = part(END_FROM, 1);
    const most = Math.max(...values);
    // What was never measured is not known to be bounded.
    const fails = values.length === 0 || most > limit || end > middle * (1 + share) + slack;
    return { name, middle, end, most, fails };
  });
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
