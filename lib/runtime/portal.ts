/** The whole portal, as `npm start` runs it: database, content, search engine, build, web and worker, until it is stopped. */
import { join } from "node:path";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { wantsSample } from "@/db/sample-content";
import type { Settings } from "@/lib/env";
import { type FirstAdmin, firstAdmin } from "@/lib/people/first-admin";
import { firstAnswer } from "./answer";
import { CommandError, databaseUnreachable } from "./command-error";
import { dataFolder, unusableFolder } from "./data-folder";
import { claimInstance, instanceFile } from "./instance";
import { keepDatabase } from "./kept-database";
import { keptSecret } from "./kept-secret";
import { meilisearchToStart } from "./meilisearch-program";
import { keepMeilisearch } from "./meilisearch-server";
import { ensureBuilt } from "./next-build";
import { requirePort } from "./port";
import { childEnvironment, webProgram, workerProgram } from "./programs";
import { supervise } from "./supervisor";

export type Portal = {
  /** Resolves with a sentence when the portal cannot go on; it still has to be stopped. */
  failed: Promise<string>;
};

/** What is to be undone when the portal stops, latest first. */
export type Undo = { stop: () => Promise<void>; kill?: () => void };

export type Starting = {
  dev: boolean;
  /** Told of each step. */
  say: (line: string) => void;
  /** Told of what went wrong, and goes on. */
  warn: (line: string) => void;
  undo: Undo[];
  signal: AbortSignal;
};

/**
 * Starts everything. Each step that is to be undone is handed to `undo` as soon as it is taken, so that a start that
 * fails or is interrupted can be cleaned up as well.
 * @throws CommandError with a sentence, when something is in the way
 */
export async function startPortal(given: Settings, { dev, say, warn, undo, signal }: Starting): Promise<Portal> {
  const port = given.PORT === 0 ? await requirePort(given.HOST, 0) : given.PORT;
  const settings = withPort(given, port);
  const place = { address: settings.SITE_URL, host: settings.HOST, port };
  await dataFolder(settings.DATA_DIR);
  const claim = await claimInstance(instanceFile(settings.DATA_DIR), place).catch((error) => {
    throw unusableFolder(error, settings.DATA_DIR) ?? error;
  });
  if ("heldBy" in claim) {
    throw new CommandError(`Gazette is running already on this data, at ${claim.heldBy.address} (DATA_DIR).`);
  }
  undo.push({ stop: claim.release });
  const meilisearch = await meilisearchToStart(settings);
  await requirePort(settings.HOST, port);

  say(settings.DATABASE_URL ? "Connecting to the database …" : `Starting Postgres in ${settings.DATA_DIR} …`);
  const database = await keepDatabase(settings, warn);
  undo.push(database);
  const admin = await prepare(database.url, settings, say);
  signal.throwIfAborted();

  const secret = settings.NEXTAUTH_SECRET ?? (await keptSecret(join(settings.DATA_DIR, "nextauth-secret")));
  const search = meilisearch ? await keepMeilisearch(meilisearch, settings.DATA_DIR, warn) : null;
  if (search) undo.push(search);
  const ready = {
    ...settings,
    DATABASE_URL: database.url,
    NEXTAUTH_SECRET: secret,
    // It may not answer yet: whoever searches meanwhile is answered by Postgres.
    MEILISEARCH_URL: search?.address.url ?? settings.MEILISEARCH_URL,
    MEILISEARCH_API_KEY: search?.address.key ?? settings.MEILISEARCH_API_KEY,
  };
  const environment = childEnvironment(ready, dev);
  if (!dev) await ensureBuilt(environment, () => say("Building the portal (once for each version) …"), signal);

  say("Starting the portal …");
  const programs = supervise([webProgram(ready, environment, dev), workerProgram(environment)], warn);
  undo.push(programs);
  const failed = Promise.race([programs.failed, database.failed]);
  const failure = await Promise.race([failed, firstAnswer(ready.HOST, port, signal)]);
  if (failure) throw new CommandError(`${failure} Stopping everything.`);
  say(`Gazette is at ${ready.SITE_URL} (Ctrl-C stops it).`);
  const line = signInLine(admin, ready.SITE_URL);
  if (line) say(line);
  return { failed };
}

/** PORT=0 stands for any free port; the address follows it. */
function withPort(settings: Settings, port: number): Settings {
  if (port === settings.PORT) return settings;
  const isDefault = settings.SITE_URL === `http://localhost:${settings.PORT}`;
  return { ...settings, PORT: port, SITE_URL: isDefault ? `http://localhost:${port}` : settings.SITE_URL };
}

/** Migrations, sample content for an empty database, and the first admin. */
export async function prepare(url: string, settings: Settings, say: (line: string) => void): Promise<FirstAdmin> {
  const connection = connect(url, { max: 4 });
  try {
    await migrate(url);
    if (settings.SAMPLE_CONTENT === "on" && (await wantsSample(connection.db))) {
      say("Adding sample content …");
      const { importSample } = await import("@/lib/sample");
      await importSample(connection, settings.DATA_DIR);
    }
    return await firstAdmin(connection.db, settings);
  } catch (error) {
    throw databaseUnreachable(url, error) ?? error;
  } finally {
    await connection.close();
  }
}

/** How to sign in for the first time; null when somebody can already. */
export function signInLine(admin: FirstAdmin, site: string): string | null {
  switch (admin.kind) {
    case "exists":
      return null;
    case "made":
      return `Sign in as ${admin.email} at ${site}/sign-in.`;
    case "not-admin":
      return `There is no admin yet: npm run user -- role ${admin.email} admin`;
    case "link":
      return `Choose the first admin's e-mail and password at ${site}/admin/setup?token=${admin.token} (works once).`;
  }
}
