/** Statements that Postgres plans once a connection, rather than each time they are asked. */
import { sql } from "drizzle-orm";
import type postgres from "postgres";

const MARK = "/* planned once */";

/**
 * Begins a statement whose plan takes longer than its work. Only for one whose text is always the same (lists as one
 * array) and whose best plan does not depend on its values, since Postgres comes to plan it without them:
 * https://www.postgresql.org/docs/current/sql-prepare.html
 */
export const PLANNED_ONCE = sql.raw(`${MARK} `);

/** Numbers as one value of a statement, whatever their number. */
export const idArray = (ids: number[]) => sql`${`{${ids.join()}}`}::bigint[]`;

/** The same client, which keeps what begins with PLANNED_ONCE. Drizzle keeps nothing: it says so for each statement. */
export function planningOnce(client: postgres.Sql): postgres.Sql {
  const unsafe = client.unsafe;
  const asked: typeof unsafe = (text, values, options) =>
    unsafe(text, values, text.startsWith(MARK) ? { ...options, prepare: true } : options);
  return Object.assign(client, { unsafe: asked });
}
