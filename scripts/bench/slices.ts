/** Measures two things by turns, so that whatever else the machine does meets both. */
import { closedLoop, type Target } from "./closed-loop";
import { type Goal, type Line, median } from "./row";

export type Slices = { count: number; ms: number };

/** Of a slice: for connections, and for what a first answer makes. */
const WARM_UP = 0.5;

/** Requests a second of both, and the median of the slices' ratios. */
export async function sideBySide(
  measured: Target,
  reference: Target & { what: string },
  { slices, signal, goal }: { slices: Slices; signal: AbortSignal; goal: Goal },
): Promise<Pick<Line, "measured" | "unit" | "reference" | "ratio" | "goal">> {
  const rate = async (target: Target, ms: number) => {
    const { answers, seconds } = await closedLoop(target, ms, signal);
    return answers / seconds;
  };
  await rate(measured, slices.ms * WARM_UP);
  await rate(reference, slices.ms * WARM_UP);
  const pairs: [number, number][] = [];
  for (let slice = 0; slice < slices.count; slice++)
    pairs.push([await rate(measured, slices.ms), await rate(reference, slices.ms)]);
  return {
    measured: median(pairs.map(([rate]) => rate)),
    unit: "/s",
    reference: { what: reference.what, value: median(pairs.map(([, rate]) => rate)) },
    ratio: median(pairs.map(([ours, theirs]) => ours / theirs)),
    goal,
  };
}
