/** Waits for answers. */
import { setTimeout as delay } from "node:timers/promises";
import { CommandError } from "@/lib/runtime/command-error";

const POLL_MS = 20;
const LIMIT_MS = 180_000;

/** Resolves when anything is answered there, and it is what is wanted. @throws CommandError when it is not in time */
export async function untilAnswers(
  url: string,
  signal: AbortSignal,
  isWanted: (answer: Response) => boolean | Promise<boolean> = () => true,
  limitMs = LIMIT_MS,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    const answer = await fetch(url, { signal }).catch(() => null);
    const isIt = answer ? await isWanted(answer) : false;
    if (answer && !answer.bodyUsed) await answer.arrayBuffer().catch(() => {});
    if (isIt) return;
    await delay(POLL_MS, undefined, { signal }).catch(() => {});
  }
  throw new CommandError(`${new URL(url).pathname} does not answer as wanted within ${limitMs / 1000} s.`);
}
