/** Errors of queries without the values they were given: a password's hash or a sealed secret is not to stand in a log. */
import { DrizzleQueryError } from "drizzle-orm";
import { PgPreparedQuery } from "drizzle-orm/pg-core";

/** What of an error of Postgres, or of its driver, holds values: `detail` may hold a whole row. */
const HOLD_VALUES = ["detail", "where", "parameters", "args"];

/** What was asked, and as `cause` what Postgres says to it. */
export class QueryError extends Error {
  constructor(query: string, cause: unknown) {
    super(`Failed query: ${query}`, { cause: withoutValues(cause) });
    this.name = "QueryError";
  }
}

type Ask = (query: string, params: unknown[], ask: () => Promise<unknown>) => Promise<unknown>;

/**
 * From now on queries of this process fail with `QueryError`. Drizzle writes the values into its error's message, makes
 * that error in this method alone, and has no option: https://github.com/drizzle-team/drizzle-orm/issues/5939
 */
export function keepValuesOutOfErrors(): void {
  const queries = PgPreparedQuery.prototype as unknown as { queryWithCache: Ask };
  const asked = queries.queryWithCache;
  queries.queryWithCache = async function (query, params, ask) {
    try {
      return await asked.call(this, query, params, ask);
    } catch (error) {
      throw error instanceof DrizzleQueryError ? new QueryError(error.query, error.cause) : error;
    }
  };
}

/** A copy, since the driver's own properties can't be taken away. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { stack, ...properties } = Object.getOwnPropertyDescriptors(error) as PropertyDescriptorMap;
  const kept = Object.entries(properties).filter(([name]) => !HOLD_VALUES.includes(name));
  const copy = Object.defineProperties(new Error(error.message), Object.fromEntries(kept));
  copy.stack = error.stack;
  return Object.setPrototypeOf(copy, Object.getPrototypeOf(error));
}
