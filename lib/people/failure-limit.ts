/** Counts failures by key within a window of time, in bounded memory. */
import { LRUCache } from "lru-cache";

type Count = { failures: number; until: number };

export type FailureLimitOptions = { maxFailures: number; windowMs: number; maxKeys: number };

export class FailureLimit {
  readonly #counts: LRUCache<string, Count>;
  readonly #options: FailureLimitOptions;

  constructor(options: FailureLimitOptions) {
    this.#options = options;
    this.#counts = new LRUCache({ max: options.maxKeys });
  }

  isLocked(key: string, now: Date): boolean {
    const count = this.#current(key, now);
    return count !== undefined && count.failures >= this.#options.maxFailures;
  }

  /** Counts a failure. True when it is the one that locks. */
  fail(key: string, now: Date): boolean {
    const { maxFailures, windowMs } = this.#options;
    const count = this.#current(key, now) ?? { failures: 0, until: now.getTime() + windowMs };
    count.failures += 1;
    const locks = count.failures === maxFailures;
    // A lock lasts a whole window from the failure that closed it.
    if (locks) count.until = now.getTime() + windowMs;
    this.#counts.set(key, count);
    return locks;
  }

  clear(key: string): void {
    this.#counts.delete(key);
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#counts.size;
  }

  #current(key: string, now: Date): Count | undefined {
    const count = this.#counts.get(key);
    return count && now.getTime() < count.until ? count : undefined;
  }
}
