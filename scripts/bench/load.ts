/** Asks at a fixed rate, whether earlier answers are there or not, as many readers would. */
import { setTimeout as delay } from "node:timers/promises";

/** Requests without an answer yet. What would be more is not sent, and counts as an error. */
const MAX_OPEN = 500;

export type Sample = {
  index: number;
  ms: number;
  /** What was wanted, something else, or nothing: an error. */
  answer: "right" | "other" | "none";
  /** When the answer was there, in ms after the first request. */
  at: number;
};

/**
 * Calls `send` with 0, 1, 2 …, `rate` times a second.
 * @param send gives whether the answer was the one wanted; a rejection is an error
 * @returns a sample for each request, in the order of the answers
 * @throws the reason of `signal`
 */
export async function openLoop(
  { rate, count, signal }: { rate: number; count: number; signal: AbortSignal },
  send: (index: number) => Promise<boolean>,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const open = new Set<Promise<void>>();
  const began = performance.now();
  for (let index = 0; index < count; index++) {
    const waitMs = began + (index * 1000) / rate - performance.now();
    if (waitMs > 0) await delay(waitMs, undefined, { signal }).catch(() => {});
    signal.throwIfAborted();
    if (open.size >= MAX_OPEN) {
      samples.push({ index, ms: 0, answer: "none", at: performance.now() - began });
      continue;
    }
    const sentAt = performance.now();
    const answered = send(index)
      .then(
        (isRight) => (isRight ? "right" : "other"),
        () => "none" as const,
      )
      .then((answer) => {
        const now = performance.now();
        samples.push({ index, ms: now - sentAt, answer, at: now - began });
        open.delete(answered);
      });
    open.add(answered);
  }
  await Promise.all(open);
  return samples;
}

export type Latency = {
  requests: number;
  errors: number;
  /** Answers that were not the ones wanted. */
  others: number;
  /** Answers a second; below the rate that was asked, it was too much. */
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
};

/** Times in ms, of all that were answered. */
export function latency(samples: Sample[]): Latency {
  const answered = samples.filter(({ answer }) => answer !== "none");
  const sorted = answered.map(({ ms }) => ms).sort((a, b) => a - b);
  const percentile = (percent: number) => sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
  return {
    requests: samples.length,
    errors: samples.length - answered.length,
    others: answered.filter(({ answer }) => answer === "other").length,
    perSecond: (answered.length * 1000) / Math.max(...samples.map(({ at }) => at), 1),
    p50: percentile(50),
    p95: percentile(95),
    p99: percentile(99),
    max: sorted.at(-1) ?? 0,
  };
}
