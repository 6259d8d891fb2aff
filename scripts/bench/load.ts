/** Asks at a fixed rate, whether earlier answers are there or not, as many readers would. */
import { setTimeout as delay } from "node:timers/promises";

/** Requests without an answer yet. What would be more is not sent, and counts as an error. */
const MAX_OPEN = 500;

export type Sample = { index: number; ms: number; ok: boolean };

/**
 * Calls `send` with 0, 1, 2 …, `rate` times a second.
 * @param send gives whether the answer was right; a rejection is an error, too
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
      samples.push({ index, ms: 0, ok: false });
      continue;
    }
    const sentAt = performance.now();
    const answered = send(index)
      .catch(() => false)
      .then((ok) => {
        samples.push({ index, ms: performance.now() - sentAt, ok });
        open.delete(answered);
      });
    open.add(answered);
  }
  await Promise.all(open);
  return samples;
}

export type Latency = { requests: number; errors: number; p50: number; p95: number; p99: number; max: number };

/** In ms, of the requests that were answered rightly. */
export function latency(samples: Sample[]): Latency {
  const sorted = samples
    .filter(({ ok }) => ok)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  const percentile = (percent: number) => sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
  return {
    requests: samples.length,
    errors: samples.length - sorted.length,
    p50: percentile(50),
    p95: percentile(95),
    p99: percentile(99),
    max: sorted.at(-1) ?? 0,
  };
}
