/** The files of the embedded Postgres below DATA_DIR: its data, its password, and who keeps it. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { CommandError } from "./command-error";
import { keptSecret } from "./kept-secret";
import { newOwner, postgresBinaries, postgresEnvironment, runAs } from "./postgres-binaries";
import { isAlive } from "./processes";

export const SUPERUSER = "postgres";
const UNFINISHED = "postgres-unfinished-";
/** Folders this process is filling now. */
const inProgress = new Set<string>();

export const postgresFiles = (dataDir: string) => ({
  data: join(dataDir, "postgres"),
  password: join(dataDir, "postgres-password"),
  keeper: join(dataDir, "postgres-keeper.json"),
  log: join(dataDir, "postgres.log"),
});

/**
 * Makes the data folder and its password when they are not there. May run in several processes at once, and may be
 * killed at any moment: the folder appears complete, by being renamed, or not at all.
 */
export async function initialise(dataDir: string): Promise<void> {
  const files = postgresFiles(dataDir);
  await sweep(dataDir);
  if (await hasPostgres(dataDir)) return;
  const password = await keptSecret(files.password);
  const unfinished = join(dataDir, `${UNFINISHED}${process.pid}-${randomBytes(4).toString("hex")}`);
  const pwfile = `${unfinished}-password`;
  for (const path of [unfinished, pwfile]) inProgress.add(path);
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(pwfile, password, { mode: 0o600 });
    const owner = newOwner();
    if (owner !== null) for (const path of [unfinished, pwfile]) await chown(path, owner, owner);
    const { initdb } = await postgresBinaries();
    const flags = ["-D", unfinished, "-U", SUPERUSER, `--pwfile=${pwfile}`, "--auth=scram-sha-256", "-E", "UTF8"];
    const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const { command, args, ...user } = runAs(unfinished)(initdb, [...flags, ...locale]);
    await promisify(execFile)(command, args, { env: postgresEnvironment(), cwd: "/", ...user }).catch(setUpFailed);
    await rename(unfinished, files.data).catch((error) => {
      // Another process was faster.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    for (const path of [unfinished, pwfile]) {
      await rm(path, { recursive: true, force: true });
      inProgress.delete(path);
    }
  }
}

/** Whether DATA_DIR holds a database already. */
export function hasPostgres(dataDir: string): Promise<boolean> {
  return exists(join(postgresFiles(dataDir).data, "PG_VERSION"));
}

function setUpFailed(error: { stderr?: string; message: string }): never {
  const said = (error.stderr || error.message).trim().split("\n");
  const why = said.findLast((line) => /error|fatal/i.test(line)) ?? said.at(-1);
  throw new CommandError(`The embedded Postgres could not be set up: ${why}`, 1, { cause: error });
}

/** Removes what an initialisation left behind that was killed. */
async function sweep(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const path = join(dataDir, name);
    if (!name.startsWith(UNFINISHED) || inProgress.has(path)) continue;
    const maker = Number.parseInt(name.slice(UNFINISHED.length), 10);
    // In a container, an earlier run may have had our number.
    if (maker !== process.pid && isAlive(maker)) continue;
    await rm(path, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}
