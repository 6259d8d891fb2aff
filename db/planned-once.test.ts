import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connect } from "./client";
import { idArray, PLANNED_ONCE } from "./planned-once";
import { scratchDatabase } from "./testing/scratch";

const { url } = scratchDatabase();

test("a statement that begins so is kept by its connection, others are not", async () => {
  const { db, close } = connect(url, { max: 1 });
  for (const ids of [[1], [1, 2], []]) {
    const rows = await db.execute(
      sql`${PLANNED_ONCE}select v::int as v from generate_series(1, 3) v where v = any(${idArray(ids)})`,
    );
    expect(rows.map(({ v }) => v)).toEqual(ids);
  }
  await db.execute(sql`select ${1}::int`);
  // The driver keeps its own question about types.
  const kept = await db.execute<{ statement: string }>(
    sql`select statement from pg_prepared_statements where statement not like '%typarray%'`,
  );
  expect(kept.map(({ statement }) => statement)).toEqual([expect.stringContaining("generate_series")]);
  await close();
});
