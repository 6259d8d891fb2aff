/** Lets a bounded number of tasks run at once, and a bounded number wait. */

/** There are too many already. */
export class Busy extends Error {
  override name = "Busy";
}

export type Gate = <T>(task: () => Promise<T>) => Promise<T>;

/** @throws Busy, from the gate, where `waiting` tasks wait already */
export function gate({ atOnce, waiting }: { atOnce: number; waiting: number }): Gate {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (task) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new Busy();
      // Whoever ends hands its place on, so nobody overtakes.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
