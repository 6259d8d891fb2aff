/** Checks what the portal needs, one line each. */
import { access, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { connect } from "@/db/client";
import type { Settings } from "@/lib/env";
import { type Health, healthOf, type Part } from "@/lib/health";
import { HEALTH_PATH, localAddress } from "@/lib/runtime/answer";
import { requireAccess, unusableFolder } from "@/lib/runtime/data-folder";
import { findDatabase } from "@/lib/runtime/embedded-postgres";
import { instanceAt, instanceFile } from "@/lib/runtime/instance";
import { hasPostgres } from "@/lib/runtime/postgres-files";
import { invariantsHeld } from "@/lib/story/invariants";
import { run } from "./cli";

const MIN_FREE_BYTES = 1_000_000_000;
const ANSWER_TIMEOUT_MS = 5_000;

const usage = `
Usage: npm run doctor

Checks settings, database, migrations, changes waiting for the worker, what must hold of articles and stories, disk, and
the portal if it is running: one line each. Ends with 1 if something is wrong.
`;

await run({ usage, options: {} }, async ({ settings }) => {
  const from = settings.DATABASE_URL ? "DATABASE_URL" : `embedded, in ${settings.DATA_DIR}`;
  let wrong = 0;
  const line = (name: string, { ok, detail = "" }: Part) => {
    if (!ok) wrong += 1;
    console.log(`${ok ? "ok   " : "WRONG"}  ${name.padEnd(10)}  ${detail}`.trimEnd());
  };
  line("settings", { ok: true, detail: settings.SITE_URL });
  const { parts } = await databaseHealth(settings);
  for (const [name, part] of Object.entries(parts)) {
    line(name, name === "database" ? { ...part, detail: `${part.detail} (${from})` } : part);
  }
  line("disk", await disk(settings.DATA_DIR));
  line("portal", await portal(settings));
  return wrong === 0 ? 0 : 1;
});

async function databaseHealth(settings: Settings): Promise<Health> {
  const none = (detail: string): Health => ({ ok: false, parts: { database: { ok: false, detail } } });
  try {
    // Finding it would make one, and a check must not.
    if (!settings.DATABASE_URL && !(await hasPostgres(settings.DATA_DIR))) {
      return none("no database yet; npm start makes it");
    }
    // Not migrated, unlike for other commands: whether it is, is a question here.
    const { url, stop } = await findDatabase(settings);
    const connection = connect(url, { max: 2 });
    try {
      const health = await healthOf(connection.db);
      // Tables may be missing, and what the rows say would be about others.
      if (!health.parts.migrations?.ok) return health;
      return { ...health, parts: { ...health.parts, articles: await invariantsHeld(connection.db, new Date()) } };
    } finally {
      await connection.close();
      await stop();
    }
  } catch (error) {
    return none((unusableFolder(error, settings.DATA_DIR) ?? (error as Error)).message);
  }
}

async function disk(folder: string): Promise<Part> {
  try {
    const place = await existing(resolve(folder));
    await requireAccess(place);
    const { bavail, bsize } = await statfs(place);
    const free = bavail * bsize;
    return { ok: free >= MIN_FREE_BYTES, detail: `${(free / 1e9).toFixed(1)} GB free for ${folder}` };
  } catch (error) {
    return { ok: false, detail: (unusableFolder(error, folder) ?? (error as Error)).message };
  }
}

/** The folder, or while it is not there, the one it will be made in. */
async function existing(folder: string): Promise<string> {
  return access(folder).then(
    () => folder,
    (error) => {
      if (error.code !== "ENOENT" || dirname(folder) === folder) throw error;
      return existing(dirname(folder));
    },
  );
}

async function portal({ DATA_DIR, HOST, PORT }: Settings): Promise<Part> {
  // What is wrong with the folder is told by the database's line.
  const running = await instanceAt(instanceFile(DATA_DIR)).catch(() => null);
  if (!running) return { ok: true, detail: "not running" };
  const address = `${localAddress(running.host ?? HOST, running.port ?? PORT)}${HEALTH_PATH}`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return { ok: response.ok, detail: `${running.address} answers ${response.status}` };
  } catch {
    return { ok: false, detail: `${running.address} does not answer; is it still starting?` };
  }
}
