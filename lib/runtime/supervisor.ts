/**
 * Keeps programs running: one that dies is started again. One that dies again and again ends the whole, unless the rest
 * can do without it: then it is tried again now and then.
 */
import type { ChildProcess } from "node:child_process";
import { killChild, stopChild } from "./children";

export type Program = {
  name: string;
  start: () => ChildProcess;
  /** False: the others go on without it. */
  essential?: boolean;
  /** The file in which it says why it ended. */
  log?: string;
};

export type Supervision = {
  /** Resolves with a sentence when a program cannot be kept running. The others still run: call `stop`. */
  failed: Promise<string>;
  /** Ends all programs, in the order given; resolves when they have ended. */
  stop: () => Promise<void>;
  /** Ends all programs at once. */
  kill: () => void;
};

export type Patience = {
  /** Wait before the first restart, the second one in a row, and so on; after the last, an essential one is given up. */
  restartDelaysMs: number[];
  /** A program that ran this long did not crash "in a row". */
  healthyAfterMs: number;
  /** Wait before each further restart of one that is not essential. */
  retryMs: number;
};

const PATIENCE: Patience = {
  restartDelaysMs: [100, 300, 1_000, 1_800, 5_000, 10_000],
  healthyAfterMs: 10_000,
  retryMs: 60_000,
};

/** Starts the programs and keeps them running. `say` is told of each crash, in one line. */
export function supervise(
  programs: Program[],
  say: (line: string) => void,
  { restartDelaysMs, healthyAfterMs, retryMs }: Patience = PATIENCE,
): Supervision {
  const running = new Map<string, ChildProcess>();
  const timers = new Set<NodeJS.Timeout>();
  let stopping = false;
  let giveUp: (why: string) => void = () => {};
  const failed = new Promise<string>((resolve) => {
    giveUp = resolve;
  });

  function run(program: Program, crashes: number): void {
    const startedAt = performance.now();
    const child = program.start();
    running.set(program.name, child);
    const ended = (how: string) => {
      if (running.get(program.name) !== child) return;
      running.delete(program.name);
      if (stopping) return;
      const inARow = performance.now() - startedAt >= healthyAfterMs ? 0 : crashes;
      const delayMs = restartDelaysMs[inARow];
      const often = `The ${program.name} ended ${inARow + 1} times in a row, at last ${how}.`;
      if (delayMs === undefined && program.essential !== false) return giveUp(often);
      if (delayMs !== undefined) say(`The ${program.name} ended ${how}; starting it again.`);
      // Said once, not at each try.
      else if (inARow === restartDelaysMs.length) {
        say(`${often} The rest goes on without it; it is tried again ${every(retryMs)}.${logOf(program)}`);
      }
      const timer = setTimeout(() => {
        timers.delete(timer);
        run(program, inARow + 1);
      }, delayMs ?? retryMs);
      timers.add(timer);
    };
    child.once("exit", (code, signal) => ended(signal ? `by ${signal}` : `with code ${code}`));
    child.once("error", (error) => ended(`because it could not be started (${error.message})`));
  }

  for (const program of programs) run(program, 0);

  const silence = () => {
    stopping = true;
    for (const timer of timers) clearTimeout(timer);
  };
  return {
    failed,
    async stop() {
      silence();
      for (const { name } of programs) {
        const child = running.get(name);
        if (child) await stopChild(child);
      }
    },
    kill() {
      silence();
      for (const child of running.values()) killChild(child);
    },
  };
}

const every = (ms: number) => (ms === 60_000 ? "every minute" : `every ${ms / 1000} s`);
const logOf = ({ log }: Program) => (log ? ` Its log is ${log}.` : "");
