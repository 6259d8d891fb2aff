/** A Meilisearch that outlived whoever ran it. */
import { rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { MeilisearchFiles } from "./meilisearch-files";
import { birthOf } from "./processes";
import { jsonOf } from "./state-file";

const STOP_TIMEOUT_MS = 1_000;
const CHECK_MS = 20;
const noted = z.object({ pid: z.number(), birth: z.string() });

/** Ends it: two on the same data would damage them. Call it when nobody else may be running one (the claim is ours). */
export async function endOrphan(files: MeilisearchFiles): Promise<void> {
  const { data: orphan } = noted.safeParse(await jsonOf(files.process));
  if (!orphan) return;
  const lives = () => birthOf(orphan.pid) === orphan.birth;
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    if (!lives()) break;
    kill(orphan.pid, signal);
    const deadline = performance.now() + STOP_TIMEOUT_MS;
    while (lives() && performance.now() < deadline) await delay(CHECK_MS);
  }
  await rm(files.process, { force: true });
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
