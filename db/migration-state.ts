/** Whether a database has all migrations. Apart from migrate.ts, so that the web may ask without reading files. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import journal from "./migrations/meta/_journal.json";

/** How many migrations are still to be applied. */
export async function missingMigrations(db: Db): Promise<number> {
  const [table] = await db.execute<{ known: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as known`,
  );
  if (!table?.known) return journal.entries.length;
  // As drizzle does: all that are newer than the newest applied.
  const [row] = await db.execute<{ applied: number }>(
    sql`select coalesce(max(created_at), 0)::float8 as applied from drizzle.__drizzle_migrations`,
  );
  return journal.entries.filter(({ when }) => when > (row?.applied ?? 0)).length;
}
