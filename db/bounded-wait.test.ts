import { sql as statement } from "drizzle-orm";
import { afterEach, beforeAll, expect, test } from "vitest";
import { connect } from "./client";
import { scratchDatabase } from "./testing/scratch";
import { wayTo } from "./testing/way";
import { isDatabaseUnavailable } from "./unavailable";

const WAIT_MS = 300;
const { url, sql: owner } = scratchDatabase();

beforeAll(() => owner.unsafe(`create table written (what text)`).then(() => {}));
afterEach(() => owner`truncate written`.then(() => {}));

const written = async () => (await owner<{ what: string }[]>`select what from written`).map(({ what }) => what);
const outcome = (query: Promise<unknown>) =>
  query.then(
    () => "done",
    (error: unknown) => (isDatabaseUnavailable(error) ? "away" : error),
  );

/** Whatever way it is asked. */
const writes = ({ db, sql }: ReturnType<typeof connect>) => [
  outcome(db.execute(statement`insert into written values (${"query"})`)),
  outcome(db.transaction((tx) => tx.execute(statement`insert into written values (${"transaction"})`))),
  outcome(sql.unsafe(`insert into written values ('unsafe')`)),
  outcome(sql.begin((tx) => tx`insert into written values ('begun')`)),
];

test("what gets no connection in time is refused, and not carried out when there is one", async () => {
  const pool = connect(url, { max: 1, waitMs: WAIT_MS });
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const busy = outcome(pool.sql.begin((tx) => tx`select 1`.then(() => held)));
  expect(await Promise.all(writes(pool))).toEqual(["away", "away", "away", "away"]);
  letGo();
  expect(await busy).toBe("done");
  expect(await outcome(pool.db.execute(statement`insert into written values (${"later"})`))).toBe("done");
  expect(await written()).toEqual(["later"]);
  await pool.close();
});

test("a connection that took too long to be made is others' when it comes", async () => {
  const way = await wayTo(url);
  way.hold();
  const pool = connect(way.url, { max: 4, waitMs: WAIT_MS });
  expect(await Promise.all(writes(pool))).toEqual(["away", "away", "away", "away"]);
  await way.open();
  expect(await Promise.all(writes(pool))).toEqual(["done", "done", "done", "done"]);
  expect((await written()).sort()).toEqual(["begun", "query", "transaction", "unsafe"]);
  await pool.close();
  await way.close();
});

test("what was sent may take longer", async () => {
  const pool = connect(url, { max: 1, waitMs: WAIT_MS });
  expect(await outcome(pool.db.execute(statement`select pg_sleep(${(3 * WAIT_MS) / 1_000})`))).toBe("done");
  await pool.close();
});
