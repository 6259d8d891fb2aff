/** Measures two things by turns, so that whatever else the machine does meets both. */
import { closedLoop, type Target } from "./closed-loop";
import { cpuSeconds } from "./memory";
import { type Goal, type Line, median } from "./row";

export type Slices = { count: number; ms: number };

/** Of a slice: for connections, and for what a first answer makes. */
const WARM_UP = 0.5;

/** Whose time on a core is told, too. */
export type Served = Target & { pid: number | undefined };
type Slice = { answers: number; seconds: number; cpuMs: number | null };

/**
 * Requests a second of both, and the median of the slices' ratios; as a note what an answer takes of a core: that tells
 * the same, and other programs don't change it.
 */
export async function sideBySide(
  measured: Served,
  reference: Served & { what: string },
  { slices, signal, goal }: { slices: Slices; signal: AbortSignal; goal: Goal },
): Promise<Pick<Line, "measured" | "unit" | "reference" | "ratio" | "goal" | "note">> {
  const slice = async (target: Served, ms: number): Promise<Slice> => {
    const before = cpuSeconds(target.pid);
    const counted = await closedLoop(target, ms, signal);
    const after = cpuSeconds(target.pid);
    return { ...counted, cpuMs: before === null || after === null ? null : (after - before) * 1000 };
  };
  await slice(measured, slices.ms * WARM_UP);
  await slice(reference, slices.ms * WARM_UP);
  const pairs: [Slice, Slice][] = [];
  for (let count = 0; count < slices.count; count++)
    pairs.push([await slice(measured, slices.ms), await slice(reference, slices.ms)]);
  const [ours, theirs] = [pairs.map(([slice]) => slice), pairs.map(([, slice]) => slice)];
  const [ourCpu, theirCpu] = [cpuPerAnswer(ours), cpuPerAnswer(theirs)];
  return {
    measured: median(ours.map(rate)),
    unit: "/s",
    reference: { what: reference.what, value: median(theirs.map(rate)) },
    ratio: median(pairs.map(([our, their]) => rate(our) / rate(their))),
    goal,
    ...(ourCpu && theirCpu && { note: cpuNote(ourCpu, theirCpu) }),
  };
}

const rate = ({ answers, seconds }: Slice) => answers / seconds;

const cpuPerAnswer = (slices: Slice[]): number | null => {
  const answers = slices.reduce((sum, slice) => sum + slice.answers, 0);
  const spent = slices.reduce<number | null>(
    (sum, { cpuMs }) => (sum === null || cpuMs === null ? null : sum + cpuMs),
    0,
  );
  return spent === null || answers === 0 ? null : spent / answers;
};

const cpuNote = (ours: number, theirs: number) =>
  `CPU ${ours.toFixed(2)} ms against ${theirs.toFixed(2)}: ${(theirs / ours).toFixed(2)}`;
