/** Whether Gazette is to run a Meilisearch of its own, and with which program. */
import { access, constants, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Settings } from "@/lib/env";
import { CommandError } from "./command-error";

const NAME = process.platform === "win32" ? "meilisearch.exe" : "meilisearch";

/** The program, where PATH has one; null where it has not. */
export async function meilisearchOnPath(path = process.env.PATH ?? ""): Promise<string | null> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const file = join(folder, NAME);
    const runs = await access(file, constants.X_OK).then(
      async () => (await stat(file)).isFile(),
      () => false,
    );
    if (runs) return file;
  }
  return null;
}

/**
 * The program to start; null where there is none, one of the operator's is used, or Postgres alone is to answer.
 * @throws CommandError where SEARCH_ENGINE asks for a Meilisearch that is not to be found
 */
export async function meilisearchToStart({
  SEARCH_ENGINE,
  MEILISEARCH_URL,
}: Pick<Settings, "SEARCH_ENGINE" | "MEILISEARCH_URL">): Promise<string | null> {
  if (SEARCH_ENGINE === "postgres" || MEILISEARCH_URL) return null;
  const program = await meilisearchOnPath();
  if (program || SEARCH_ENGINE === "auto") return program;
  throw new CommandError(
    "SEARCH_ENGINE is meilisearch, but there is none: put the program meilisearch on PATH, set MEILISEARCH_URL to a " +
      "running one, or set SEARCH_ENGINE=auto, with which Postgres answers.",
  );
}
