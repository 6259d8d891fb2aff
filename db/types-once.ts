/** The types of arrays, which are read from the database once rather than with each connection. */
import type postgres from "postgres";

/** https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const TEXT_ARRAY = 1009;

/**
 * The same client. Its library reads the types before a new connection's first query, which costs a way to the database,
 * and a query whose connection ends in that moment gets no error: it waits until some connection is made.
 */
export function readingTypesOnce(client: postgres.Sql): postgres.Sql {
  Object.defineProperty(client.options, "fetch_types", { get: () => !(TEXT_ARRAY in client.options.parsers) });
  return client;
}
