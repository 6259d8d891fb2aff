/** One portal for one DATA_DIR: who runs it is noted in a file, which also tells commands where it answers. */
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { birthOf } from "./processes";
import { jsonOf, makeUnlessHeld } from "./state-file";

const instance = z.object({
  pid: z.number(),
  /** Tells the process from a later one with the same number. */
  birth: z.string(),
  /** Where people go. */
  address: z.string(),
  /** With `port`: where it listens. */
  host: z.string().optional(),
  port: z.number().optional(),
});

export type Instance = z.infer<typeof instance>;
export type Claim = Omit<Instance, "pid" | "birth">;

export const instanceFile = (dataDir: string) => join(dataDir, "portal.json");

/** Whoever has claimed `path` and is still there. */
export async function instanceAt(path: string): Promise<Instance | null> {
  const { data } = instance.safeParse(await jsonOf(path));
  return data && birthOf(data.pid) === data.birth ? data : null;
}

/**
 * Claims `path` for this process.
 * @returns how to give it back, or whoever has it.
 */
export async function claimInstance(
  path: string,
  claim: Claim,
): Promise<{ release: () => Promise<void> } | { heldBy: Instance }> {
  await mkdir(dirname(path), { recursive: true });
  const mine: Instance = { pid: process.pid, birth: birthOf(process.pid) ?? "", ...claim };
  const heldBy = await makeUnlessHeld(path, JSON.stringify(mine), instanceAt);
  return heldBy ? { heldBy } : { release: () => rm(path, { force: true }) };
}
