/** A Postgres of our own: data in DATA_DIR, a port on loopback, stopped when nobody uses it any more. */
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { CommandError } from "./command-error";
import { dataFolder, unusableFolder } from "./data-folder";
import { type Hold, holdRunning, startKeeper } from "./keeper-client";
import { secretIn } from "./kept-secret";
import { clearTheWay } from "./orphan";
import { initialise, postgresFiles, SUPERUSER } from "./postgres-files";

export type EmbeddedPostgres = {
  url: string;
  /** Stops Postgres unless another process uses it; resolves when it has stopped. Its data stay. */
  stop: () => Promise<void>;
  /** Resolves when Postgres is gone without our asking, for good. */
  lost: Promise<void>;
};

const DATABASE = "gazette";
const START_TIMEOUT_MS = 60_000;
const RETRY_MS = 100;
/** What Postgres says while another one is starting or stopping on the same data. */
const BUSY = /lock file "postmaster\.pid" already exists|shared memory block .* still in use|already running/;

/**
 * Starts the Postgres of `dataDir`, or joins the one that runs there already. Any number of processes may do so at
 * once; it is stopped when the last of them has called `stop` or ended, even by `kill -9`.
 * @throws CommandError where no Postgres can run, with what it said
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const folder = await dataFolder(dataDir);
  const hold = await holdPostgres(folder).catch((error) => {
    throw unusableFolder(error, dataDir) ?? error;
  });
  try {
    const password = await passwordOf(folder);
    const address = (database: string) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${hold.port}/${database}`;
    await createDatabase(address("postgres"));
    return { url: address(DATABASE), stop: hold.release, lost: hold.lost };
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** The database commands work on: DATABASE_URL, else the embedded one, started for as long as it is needed. */
export async function findDatabase(settings: {
  DATABASE_URL?: string | undefined;
  DATA_DIR: string;
}): Promise<{ url: string; stop: () => Promise<void> }> {
  if (settings.DATABASE_URL) return { url: settings.DATABASE_URL, stop: async () => {} };
  return startEmbeddedPostgres(settings.DATA_DIR);
}

async function holdPostgres(dataDir: string): Promise<Hold> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const running = await holdRunning(dataDir);
    if (running) return running;
    await initialise(dataDir);
    await clearTheWay(dataDir);
    const started = await startKeeper(dataDir);
    if (typeof started !== "string") return started;
    if (!BUSY.test(started) || Date.now() > deadline) throw new CommandError(sentence(started, dataDir));
    await delay(RETRY_MS);
  }
}

function sentence(log: string, dataDir: string): string {
  const fatal = log.match(/(?:FATAL|PANIC):\s+(.*)/)?.[1] ?? log.trim().split("\n").at(-1) ?? "";
  return `The embedded Postgres would not start: ${fatal} Its log is ${postgresFiles(dataDir).log}.`;
}

/** Made with the data: a new one would not fit them. */
async function passwordOf(dataDir: string): Promise<string> {
  const { data, password: file } = postgresFiles(dataDir);
  const password = await secretIn(file);
  if (password) return password;
  throw new CommandError(`${file} is missing or empty: without it the data in ${data} stay closed. Put it back.`);
}

async function createDatabase(server: string): Promise<void> {
  const sql = postgres(server, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!found) await sql.unsafe(`create database ${DATABASE}`);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "28P01") {
      throw new CommandError(
        "The embedded Postgres refuses the password in DATA_DIR/postgres-password: it belongs to other data.",
      );
    }
    // Another process was faster.
    if (code !== "42P04" && code !== "23505") throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
