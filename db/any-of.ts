/** Lists of any length in conditions. */
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** One parameter for any number of values: lists of hundreds cost more to plan than to look up. */
export function anyOf(column: PgColumn, values: (string | number)[]): SQL {
  const type = sql.raw(column.getSQLType());
  return sql`${column} = any(array(select json_array_elements_text(${JSON.stringify(values)}::json)::${type}))`;
}
