/** Brings a database to the current schema. */
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import journal from "./migrations/meta/_journal.json";

/** Any number, as long as every migrator uses the same: `gaz` in ASCII. */
const MIGRATION_LOCK = 0x67617a;
const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));

/**
 * Applies the migrations that are missing. Safe to run from several processes at once: they wait for each other.
 * @throws what the database says, when it cannot be reached or refuses.
 */
export async function migrate(url: string, folder = MIGRATIONS): Promise<void> {
  // A connection of its own: the advisory lock belongs to the session, and drizzle changes its client's parsers.
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await runMigrations(drizzle(sql), { migrationsFolder: folder });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Applies the migrations up to the one made at `newest` (ms since 1970), so that older rows find the tables of their time. */
export async function migrateUntil(url: string, newest: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gazette-migrations-"));
  try {
    await cp(MIGRATIONS, folder, { recursive: true });
    const entries = journal.entries.filter(({ when }) => when <= newest);
    await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify({ ...journal, entries }));
    await migrate(url, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether there is a migration made at that time. */
export const isMigration = (when: number) => journal.entries.some((entry) => entry.when === when);
