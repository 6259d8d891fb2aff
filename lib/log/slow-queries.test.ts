import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { type QueryDone, watchQueries } from "@/db/query-times";
import { scratchDatabase } from "@/db/testing/scratch";
import { log } from "./log";
import { nameIfSlow, queryName } from "./slow-queries";

const { db } = scratchDatabase();

test("a query is named by what it does, to which tables, and the same whenever its text is", () => {
  const text =
    'select "id" from "article"\n  join "provider" on true where "id" = $1 and "id" in (select id from topic)';
  expect(queryName(text)).toMatch(/^select article, provider, topic [\da-f]{8}$/);
  expect(queryName(text.replace("\n  ", " "))).toBe(queryName(text));
  expect(queryName(`/* planned once */ ${text}`)).toBe(queryName(text));
  expect(queryName(`${text} limit 1`)).not.toBe(queryName(text));
  expect(queryName('update "setting" set value = $1')).toMatch(/^update setting \w{8}$/);
  expect(queryName("with a as (select 1 from story) select * from a")).toMatch(/^select story \w{8}$/);
  expect(queryName("update picture set a = 1 where id in (select id from picture for update skip locked)")).toMatch(
    /^update picture \w{8}$/,
  );
});

test("whoever watches is told of every query without the values that it was given, also of one that fails", async () => {
  const asked: QueryDone[] = [];
  watchQueries((done) => asked.push(done));
  await db.execute(sql`select ${"a secret"}::text, pg_sleep(0.05)`);
  await expect(db.execute(sql`select ${"a secret"}::int`)).rejects.toThrow();
  expect(asked).toEqual([
    { text: "select $1::text, pg_sleep(0.05)", startedAt: expect.any(Number), ms: expect.any(Number), failed: false },
    { text: "select $1::int", startedAt: expect.any(Number), ms: expect.any(Number), failed: true },
  ]);
  expect(asked[0]?.ms).toBeGreaterThanOrEqual(49);
});

test("a slow query is logged, a fast one is not", () => {
  const warn = vi.spyOn(log(), "warn").mockImplementation(() => {});
  const done = { text: "select  $1\n from topic", startedAt: 0, failed: false };
  nameIfSlow({ ...done, ms: 99.9 }, 100);
  expect(warn).not.toHaveBeenCalled();
  nameIfSlow({ ...done, ms: 100.4 }, 100);
  const query = expect.stringMatching(/^select topic \w{8}$/);
  expect(warn.mock.calls).toEqual([[{ query, ms: 100, failed: false, text: "select $1 from topic" }, "A slow query"]]);
});
