/** When a process that runs until it is stopped has to stop. */
import { parentOf } from "./processes";

/** Ctrl-C reaches us from the terminal and once more from npm: that soon, it is not a second one. */
const SAME_SIGNAL_MS = 1_000;
const PARENT_CHECK_MS = 500;

/** Calls `stop` at the first signal, or when the npm that started us is gone, and `force` at a later second signal. */
export function onStopSignals(stop: (why: string) => void, force: () => void): void {
  let stoppedAt = 0;
  // Between npm and us there may be a shell, which outlives npm.
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const atStart = ancestors();
  const ask = (why: string) => {
    if (stoppedAt === 0) {
      stoppedAt = performance.now();
      stop(why);
    } else if (performance.now() - stoppedAt > SAME_SIGNAL_MS) force();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => ask(signal));
  // A closed terminal or pipe must not end us in the middle of stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  if (!process.env.npm_lifecycle_event) return;
  const timer = setInterval(() => {
    if (stoppedAt > 0 || ancestors() === atStart) return;
    clearInterval(timer);
    ask("npm is gone");
  }, PARENT_CHECK_MS);
  timer.unref();
}
