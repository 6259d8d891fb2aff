/** What a row of the benchmark is, and whether it reaches its goal. Pure. */
import type { Bench } from "./bench";

/** What must hold of the ratio to the reference, of what is more than it, or of the number itself. */
export type Goal = { of: "ratio" | "difference" | "measured" } & ({ least: number } | { most: number });

export type Line = {
  what: string;
  measured: number;
  unit: "/s" | "ms" | "s" | "kB" | "MB" | "stale" | "points";
  reference?: { what: string; value: number };
  /** The median of slices that were measured side by side; without it, one number over the other. */
  ratio?: number;
  goal?: Goal;
  /** What a reader of the number must know. */
  note?: string;
};

export type Row = {
  id: string;
  what: string;
  /** As section 7 of the design says it. */
  goal: string;
  /** Whether `--quick` measures it. */
  isQuick: boolean;
  /** Lines, or why it can't be measured here. */
  measure: (bench: Bench) => Promise<Line[] | string>;
};

/** In bytes, the most that was resident; null where it can't be told or it did not run. */
export type Memory = { app: number | null; worker: number | null };

export type RowResult = Pick<Row, "id" | "what" | "goal"> & {
  lines: Line[];
  /** Why there are no lines. */
  notMeasured?: string;
  memory: Memory;
  seconds: number;
};

/** null without a reference. */
export function ratioOf({ measured, reference, ratio }: Line): number | null {
  if (ratio !== undefined) return ratio;
  return reference && reference.value !== 0 ? measured / reference.value : null;
}

/** null where nothing is to be reached. */
export function isReached(line: Line): boolean | null {
  const { goal, measured, reference } = line;
  if (!goal) return null;
  const score = { ratio: ratioOf(line), difference: reference ? measured - reference.value : null, measured }[goal.of];
  if (score === null || Number.isNaN(score)) return false;
  return "least" in goal ? score >= goal.least : score <= goal.most;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
