/** The rows of a database as text, one table after the other, and back: what backups consist of. */
import { createHash } from "node:crypto";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";

export type DumpTable = {
  name: string;
  /** Those that are written: not the generated ones. */
  columns: string[];
  /** Of the primary key, each with how it sorts on any server. */
  order: string[];
};
export type Sum = { rows: number; sha256: string };

/** What Meilisearch holds at this moment: another database's index is another. */
const NOT_DUMPED = ["search_target"];

/** Text means the same on every server, and the same rows are the same text. */
const SAME_TEXT = `
  set local time zone 'UTC'; set local datestyle to 'ISO, YMD'; set local intervalstyle to 'postgres';
  set local extra_float_digits to 1; set local bytea_output to 'hex'; set local statement_timeout to 0;
  set local idle_in_transaction_session_timeout to 0`;

/** A transaction's connection, on which text is read and written in the form of backups. */
export type DumpSession = postgres.TransactionSql;

/** All that `read` reads is of one moment, whatever is written meanwhile. */
export function readingOnce<T>(url: string, read: (sql: DumpSession) => Promise<T>): Promise<T> {
  return session(url, "isolation level repeatable read read only", read);
}

/** All that `write` writes, or nothing. */
export function writingOnce<T>(url: string, write: (sql: DumpSession) => Promise<T>): Promise<T> {
  return session(url, "", write);
}

async function session<T>(url: string, mode: string, use: (sql: DumpSession) => Promise<T>): Promise<T> {
  const client = postgres(url, { max: 1, connect_timeout: 10, max_lifetime: null, onnotice: () => {} });
  try {
    const result = await client.begin(mode, async (sql) => {
      await sql.unsafe(SAME_TEXT);
      return { value: await use(sql) };
    });
    return result.value as T;
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** The tables with rows worth keeping, each after those it refers to. Tables without a log are counters of the moment. */
export async function dumpTables(sql: DumpSession): Promise<DumpTable[]> {
  const tables = await sql<DumpTable[]>`
    select c.relname as name,
           (select array_agg(quote_ident(attname) order by attnum) from pg_attribute
             where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
           (select array_agg(quote_ident(attname)
                             || case when attcollation <> 0 then ' collate "C"' else '' end order by at)
              from pg_index join unnest(indkey) with ordinality as key (number, at) on true
              join pg_attribute on attrelid = indrelid and attnum = key.number
             where indrelid = c.oid and indisprimary) as "order"
      from pg_class c
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence = 'p'
       and not relname = any(${NOT_DUMPED}) order by relname`;
  const references = await sql<{ from: string; to: string }[]>`
    select conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint
     where contype = 'f' and conrelid <> confrelid`;
  return inOrder(
    tables,
    references.map(({ from, to }) => ({ from: unquoted(from), to: unquoted(to) })),
  );
}

const unquoted = (name: string) => name.replace(/^"(.*)"$/, "$1");

function inOrder(tables: DumpTable[], references: { from: string; to: string }[]): DumpTable[] {
  const done = new Set<string>();
  const ordered: DumpTable[] = [];
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name }) => !done.has(name) && references.every(({ from, to }) => from !== name || done.has(to)),
    );
    if (next.length === 0) throw new Error("Tables refer to each other in a circle.");
    for (const table of next) {
      done.add(table.name);
      ordered.push(table);
    }
  }
  return ordered;
}

/** All rows in the order of their keys, in Postgres' own text form: https://www.postgresql.org/docs/current/sql-copy.html */
export async function rowsOf(sql: DumpSession, { name, columns, order }: DumpTable): Promise<Readable> {
  const rows = `select ${columns.join(", ")} from public."${name}" order by ${order.join(", ")}`;
  const text = await sql.unsafe(`copy (${rows}) to stdout`).readable();
  // The library pauses its socket for a full buffer, and lets it go on only for one who reads more: whoever has read
  // the last of it would wait for ever for the next answer.
  text.once("end", () => text._read(0));
  return text;
}

/** Takes the text that `rowsOf` gave. The table's own triggers do not run: what they did is in the rows. */
export async function putRows(sql: DumpSession, { name, columns }: DumpTable, text: Readable): Promise<void> {
  await sql.unsafe(`alter table public."${name}" disable trigger user`);
  const copy = sql.unsafe(`copy public."${name}" (${columns.join(", ")}) from stdin`);
  const failed = failureOf(copy);
  const into: Writable = await Promise.race([copy.writable(), failed]);
  await Promise.race([pipeline(text, into), failed]);
  await sql.unsafe(`alter table public."${name}" enable trigger user`);
}

/** The library tells a stream nothing of what goes wrong after its last byte, but rejects a promise that is kept already. */
function failureOf(query: object): Promise<never> {
  const failed = new Promise<never>((_, reject) => Object.assign(query, { reject }));
  failed.catch(() => {});
  return failed;
}

/** What tells whether two tables hold the same. */
export async function sumOf(sql: DumpSession, table: DumpTable): Promise<Sum> {
  const summing = summer();
  for await (const chunk of await rowsOf(sql, table)) summing.add(chunk);
  return summing.sum();
}

/** Counts rows and sums their text as it passes. A line end within a value is written as `\n`, so each is one row. */
export function summer(): { add: (chunk: Buffer) => void; sum: () => Sum } {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows += 1;
    },
    sum: () => ({ rows, sha256: hash.digest("hex") }),
  };
}

/** Where the numbers of new rows go on. */
export async function sequences(sql: DumpSession): Promise<Record<string, string>> {
  const rows = await sql<{ name: string; last: string | null }[]>`
    select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' order by 1`;
  return Object.fromEntries(rows.flatMap(({ name, last }) => (last === null ? [] : [[name, last] as const])));
}

export async function putSequences(sql: DumpSession, values: Record<string, string>): Promise<void> {
  for (const [name, last] of Object.entries(values)) {
    await sql`select setval(format('public.%I', ${name}::text)::regclass, ${last}::text::bigint)`;
  }
}

/** When the newest migration was made that the database has; 0 without any. */
export async function newestMigration(sql: postgres.Sql | DumpSession): Promise<number> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as known`;
  if (!table?.known) return 0;
  const [row] = await sql`select coalesce(max(created_at), 0)::float8 as newest from drizzle.__drizzle_migrations`;
  return row?.newest ?? 0;
}

/** What stands in the way of putting rows into a database: tables with rows, and who else is connected. */
export async function inTheWay(url: string): Promise<{ filled: string[]; connections: number }> {
  return readingOnce(url, async (sql) => {
    const filled: string[] = [];
    for (const { name } of await dumpTables(sql)) {
      const [row] = await sql.unsafe(`select exists (select 1 from public."${name}") as has`);
      if (row?.has) filled.push(name);
    }
    const [others] = await sql`
      select count(*)::int as count from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
    return { filled, connections: others?.count ?? 0 };
  });
}

/** Takes all of ours out of the database: tables, functions and sequences. */
export async function emptyDatabase(url: string): Promise<void> {
  await writingOnce(url, async (sql) => {
    await sql.unsafe("drop schema if exists drizzle cascade; drop schema public cascade; create schema public");
  });
}
