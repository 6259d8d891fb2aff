/** Counts failures by key within a window of time, in bounded memory, and says how long to wait after them. */
import { LRUCache } from "lru-cache";

/** In ms since 1970. `until`: when it is forgotten. */
type Count = { failures: number; failedAt: number; until: number };

export type FailureLimitOptions = {
  /** The last of them locks for a whole window. */
  maxFailures: number;
  windowMs: number;
  maxKeys: number;
  /** This one has to be waited for a second, each further one twice as long, up to about a minute. */
  delayedFrom: number;
};

const FIRST_DELAY_MS = 1000;
/** With longer ones the window would be over before the lock closes. */
const MAX_DELAY_MS = 64_000;

export class FailureLimit {
  readonly #counts: LRUCache<string, Count>;
  readonly options: FailureLimitOptions;
  /** Attempts that nobody knows the end of yet. */
  readonly #running = new Map<string, number>();

  constructor(options: FailureLimitOptions) {
    this.options = options;
    this.#counts = new LRUCache({ max: options.maxKeys });
  }

  /** How many ms until the key may try again; 0: now. */
  waitMs(key: string, now: Date): number {
    const running = this.#running.get(key) ?? 0;
    const count = this.#current(key, now);
    const wait = count ? this.#waitAfter(count, now) : 0;
    if (wait > 0 || running === 0) return wait;
    // If all that run now fail, this one would have to wait: many at once are no way past it.
    return (count?.failures ?? 0) + running < this.options.delayedFrom ? 0 : FIRST_DELAY_MS;
  }

  /** Does something that may turn out to be a failure, and counts as one for others meanwhile. */
  async while<T>(key: string, act: () => Promise<T>): Promise<T> {
    this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
    try {
      return await act();
    } finally {
      const left = (this.#running.get(key) ?? 1) - 1;
      if (left > 0) this.#running.set(key, left);
      else this.#running.delete(key);
    }
  }

  /** Counts a failure. True when it is the one that locks. */
  fail(key: string, now: Date): boolean {
    const { maxFailures, windowMs } = this.options;
    const count = this.#current(key, now) ?? { failures: 0, failedAt: 0, until: now.getTime() + windowMs };
    count.failures += 1;
    count.failedAt = now.getTime();
    const locks = count.failures === maxFailures;
    // A lock lasts a whole window from the failure that closed it.
    if (locks) count.until = now.getTime() + windowMs;
    this.#counts.set(key, count);
    return locks;
  }

  clear(key: string): void {
    this.#counts.delete(key);
  }

  /** Counts from here on as others do, who know better. */
  replace(key: string, count: Count | undefined): void {
    if (count) this.#counts.set(key, { ...count });
    else this.#counts.delete(key);
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#counts.size;
  }

  #waitAfter({ failures, failedAt, until }: Count, now: Date): number {
    const { maxFailures, delayedFrom } = this.options;
    if (failures >= maxFailures) return until - now.getTime();
    if (failures < delayedFrom) return 0;
    const delay = Math.min(FIRST_DELAY_MS * 2 ** (failures - delayedFrom), MAX_DELAY_MS);
    return Math.max(0, failedAt + delay - now.getTime());
  }

  #current(key: string, now: Date): Count | undefined {
    const count = this.#counts.get(key);
    return count && now.getTime() < count.until ? count : undefined;
  }
}
