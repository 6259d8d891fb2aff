/** The types of arrays, which are read from the database once rather than with each connection. */
import type postgres from "postgres";

/** https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const TEXT_ARRAY = 1009;

/** The same client. Its library would read the types before each new connection's first query: a way to the database more. */
export function readingTypesOnce(client: postgres.Sql): postgres.Sql {
  Object.defineProperty(client.options, "fetch_types", { get: () => !(TEXT_ARRAY in client.options.parsers) });
  return client;
}
