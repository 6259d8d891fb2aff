/**
 * A real Meilisearch for the tests of one run: MEILISEARCH_URL with MEILISEARCH_API_KEY where it is set (give the
 * indexes names of their own), else one of the program on PATH, else null: then tests of it are skipped.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { parseSettings } from "../env";
import { type MeilisearchAddress, meilisearchAddresses, meilisearchVersion } from "../runtime/meilisearch";
import { meilisearchOnPath } from "../runtime/meilisearch-program";
import { startMeilisearch } from "../runtime/meilisearch-server";

declare module "vitest" {
  export interface ProvidedContext {
    meilisearch: MeilisearchAddress | null;
  }
}

export default async function setup(project: TestProject) {
  const { MEILISEARCH_URL, MEILISEARCH_API_KEY } = process.env;
  const [given] = meilisearchAddresses(parseSettings({ MEILISEARCH_URL, MEILISEARCH_API_KEY }));
  if (given) {
    // One that was asked for and is not there is a failure, not a reason to skip.
    await meilisearchVersion(given);
    project.provide("meilisearch", given);
    return;
  }
  const program = await meilisearchOnPath();
  if (!program) {
    project.provide("meilisearch", null);
    return;
  }
  const dataDir = await mkdtemp(join(tmpdir(), "gazette-test-meilisearch-"));
  const { address, stop } = await startMeilisearch(program, dataDir);
  project.provide("meilisearch", address);
  return async () => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
