/** Brings a database to the current schema. */
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Any number, as long as every migrator uses the same: `gaz` in ASCII. */
const MIGRATION_LOCK = 0x67617a;

/**
 * Applies the migrations that are missing. Safe to run from several processes at once: they wait for each other.
 * @throws what the database says, when it cannot be reached or refuses.
 */
export async function migrate(url: string): Promise<void> {
  // A connection of its own: the advisory lock belongs to the session, and drizzle changes its client's parsers.
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await runMigrations(drizzle(sql), { migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)) });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
