/** A place for pictures of one process, for tests. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Db } from "@/db/client";
import { gate } from "../gate";
import { pictureStore } from "../store";
import type { PictureHouse } from "../take";

const MB = 1024 * 1024;

export type TestHouse = PictureHouse & { dir: string; remove: () => Promise<void> };

/** It may ask this machine, where the tests' sources are. `dir`: another's, to share it. */
export async function aHouse(
  db: Db,
  { maxBytes = 10 * MB, dir: given }: { maxBytes?: number; dir?: string } = {},
): Promise<TestHouse> {
  const dir = given ?? (await mkdtemp(join(tmpdir(), "gazette-pictures-")));
  return {
    db,
    dir,
    store: pictureStore({ dir, maxBytes }),
    fetching: { agent: "Gazette test", loopback: true },
    drawing: gate({ atOnce: 2, waiting: 100 }),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
