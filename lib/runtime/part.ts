/** One part of the portal alone, where parts have machines or containers of their own: `npm start -- --only …`. */
import { join } from "node:path";
import type { Settings } from "@/lib/env";
import { firstAnswer } from "./answer";
import { CommandError } from "./command-error";
import { dataFolder } from "./data-folder";
import { keptSecret } from "./kept-secret";
import { ensureBuilt } from "./next-build";
import { requirePort } from "./port";
import { type Portal, prepare, type Starting, signInLine } from "./portal";
import { childEnvironment, webProgram, workerProgram } from "./programs";
import { supervise } from "./supervisor";

export const PARTS = ["web", "worker", "migrate"] as const;
export type Part = (typeof PARTS)[number];

/**
 * Starts a part on the database and search engine of the settings; nothing of those is started here. Those who share
 * readers must share NEXTAUTH_SECRET, or a DATA_DIR that has it.
 * @returns null when there is nothing to wait for
 * @throws CommandError with a sentence, when something is in the way
 */
export async function startPart(part: Part, settings: Settings, starting: Starting): Promise<Portal | null> {
  const { say, warn, undo, signal } = starting;
  const { DATABASE_URL, DATA_DIR, HOST, PORT, SITE_URL } = settings;
  if (!DATABASE_URL) throw new CommandError(`DATABASE_URL is not set, and --only ${part} starts no database.`);
  if (settings.SEARCH_ENGINE === "meilisearch" && !settings.MEILISEARCH_URL) {
    throw new CommandError(`SEARCH_ENGINE is meilisearch, and --only ${part} starts none: set MEILISEARCH_URL.`);
  }
  await dataFolder(DATA_DIR);
  if (part === "migrate") {
    const line = signInLine(await prepare(DATABASE_URL, settings, say), SITE_URL);
    say("The database is ready.");
    if (line) say(line);
    return null;
  }
  const secret = settings.NEXTAUTH_SECRET ?? (await keptSecret(join(DATA_DIR, "nextauth-secret")));
  const environment = childEnvironment({ ...settings, NEXTAUTH_SECRET: secret }, false);
  if (part === "worker") {
    const programs = supervise([workerProgram(environment)], warn);
    undo.push(programs);
    say("The worker works (Ctrl-C stops it).");
    return { failed: programs.failed };
  }
  const port = await requirePort(HOST, PORT);
  await ensureBuilt(environment, () => say("Building the portal (once for each version) …"), signal);
  const programs = supervise([webProgram({ ...settings, PORT: port }, environment, false)], warn);
  undo.push(programs);
  const failure = await Promise.race([programs.failed, firstAnswer(HOST, port, signal)]);
  if (failure) throw new CommandError(failure);
  say(`The web server listens on ${HOST}:${port} for ${SITE_URL} (Ctrl-C stops it).`);
  return { failed: programs.failed };
}
