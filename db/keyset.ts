/** Keyset paging: a cursor holds the sort values of a row, so page 40,000 costs what page 1 costs. */
import { type SQL, sql } from "drizzle-orm";

/** A row's sort values, the id last; times in ms since 1970. */
export type Cursor = number[];

/** One sort value: the indexed expression, how it becomes a number in a cursor, and how that becomes a value again. */
export type KeyColumn = {
  value: SQL;
  toNumber: SQL;
  fromNumber: (number: number) => SQL;
  /** Whether a number from an address can be one of this column's. */
  accepts: (number: number) => boolean;
};

/** The sort values of a list, most significant first; lists run from high to low. */
export type Keyset = KeyColumn[];

/** Where Postgres's `integer` ends. */
const MAX_INTEGER = 2 ** 31 - 1;
/** The years that both Postgres and JavaScript write with four digits. */
const MIN_TIME_MS = Date.parse("1000-01-01T00:00:00Z");
const MAX_TIME_MS = Date.parse("9999-12-31T23:59:59.999Z");

export const timeColumn = (value: SQL): KeyColumn => ({
  value,
  toNumber: sql`(extract(epoch from ${value}) * 1000)::bigint`,
  fromNumber: (ms) => sql`to_timestamp(${ms}::double precision / 1000)`,
  accepts: (ms) => Number.isInteger(ms) && ms >= MIN_TIME_MS && ms <= MAX_TIME_MS,
});

export const numberColumn = (value: SQL, type: "integer" | "bigint" | "double precision"): KeyColumn => ({
  value,
  toNumber: value,
  fromNumber: (number) => sql`${number}::${sql.raw(type)}`,
  accepts: (number) =>
    type === "double precision" || (Number.isInteger(number) && (type === "bigint" || Math.abs(number) <= MAX_INTEGER)),
});

/** Most digits before the point that still are an exact integer. */
const CURSOR_NUMBER = /^-?\d{1,15}(\.\d{1,17})?$/;

/** A cursor as a segment of an address, such as `1712822416000_812`. */
export function formatCursor(cursor: Cursor): string {
  return cursor.join("_");
}

/** The cursor in an address, or null when it is not one of a list with these sort values. */
export function parseCursor(text: string, keyset: Keyset): Cursor | null {
  const parts = text.split("_");
  if (parts.length !== keyset.length || !parts.every((part) => CURSOR_NUMBER.test(part))) return null;
  const numbers = parts.map(Number);
  return keyset.every((column, index) => column.accepts(numbers[index] ?? Number.NaN)) ? numbers : null;
}

const columns = (keyset: Keyset) =>
  sql.join(
    keyset.map((column) => column.value),
    sql`, `,
  );
const values = (keyset: Keyset, cursor: Cursor) =>
  sql.join(
    keyset.map((column, index) => column.fromNumber(cursor[index] ?? 0)),
    sql`, `,
  );

/** A row's cursor as a JSON array. */
export const cursorOf = (keyset: Keyset): SQL =>
  sql`json_build_array(${sql.join(
    keyset.map((column) => column.toNumber),
    sql`, `,
  )})`;

/** Rows after the cursor, in the list's order. */
export const isAfter = (keyset: Keyset, cursor: Cursor): SQL => sql`(${columns(keyset)}) < (${values(keyset, cursor)})`;

/** The cursor's own row and those before it. */
export const isUpTo = (keyset: Keyset, cursor: Cursor): SQL => sql`(${columns(keyset)}) >= (${values(keyset, cursor)})`;

export const descending = (keyset: Keyset): SQL =>
  sql.join(
    keyset.map(({ value }) => sql`${value} desc`),
    sql`, `,
  );

export const ascending = (keyset: Keyset): SQL => columns(keyset);
