/** What clients used of their limits, added up over all server processes. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

/** `added` since the process last told; `leftMs`: until its own count begins anew. */
export type Spending = { key: string; added: number; leftMs: number };
export type SharedCount = { key: string; used: number; leftMs: number };

/** Adds what one process counted, in one statement, and gives what all counted, and when that is forgotten. */
export async function shareSpending(db: Db, spendings: Spending[]): Promise<SharedCount[]> {
  // In the order of the keys, so that two processes never wait for each other.
  return db.execute<SharedCount>(sql`
    insert into rate_limit as known (key, used, until)
    select key, added, now() + "leftMs" * interval '1 millisecond'
      from jsonb_to_recordset(${JSON.stringify(spendings)}::jsonb) as given (key text, added int, "leftMs" float8)
     order by key
    on conflict (key) do update
      set used = excluded.used + case when known.until > now() then known.used else 0 end,
          until = case when known.until > now() then known.until else excluded.until end
    returning key, used, extract(epoch from until - now())::float8 * 1000 as "leftMs"`);
}

/** Removes what no longer counts. */
export async function forgetSpending(db: Db): Promise<void> {
  await db.execute(sql`delete from rate_limit where until <= now()`);
}
