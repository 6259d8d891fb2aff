/** How much room the tables take. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

export type TableSize = {
  name: string;
  /** About; null where nobody has counted yet. */
  rows: number | null;
  /** With indexes and what is kept beside the rows. */
  bytes: number;
};

/** The largest tables, largest first. */
export async function tableSizes(db: Db, limit: number): Promise<TableSize[]> {
  const rows = await db.execute<{ name: string; rows: number; bytes: number }>(sql`
    select relname as name, reltuples::float8 as rows, pg_total_relation_size(oid)::float8 as bytes
      from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace
     order by bytes desc, name limit ${limit}`);
  return rows.map(({ rows: count, ...rest }) => ({ ...rest, rows: count < 0 ? null : count }));
}

/** The whole database, in bytes. */
export async function databaseSize(db: Db): Promise<number> {
  const [row] = await db.execute<{ bytes: number }>(sql`select pg_database_size(current_database())::float8 as bytes`);
  return row?.bytes ?? 0;
}
