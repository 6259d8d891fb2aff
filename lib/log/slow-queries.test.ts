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

test("a slow query is logged without the values that it was given, a fast one is not", async () => {
  const warn = vi.spyOn(log(), "warn").mockImplementation(() => {});
  const asked: QueryDone[] = [];
  watchQueries((done) => asked.push(done));
  await db.execute(sql`select pg_sleep(${0.12}), ${"a secret"}::text from article limit 1`);
  await db.execute(sql`select pg_sleep(0.12)`);
  await db.execute(sql`select 1`);
  await expect(db.execute(sql`select ${"a secret"}::int`)).rejects.toThrow();
  expect(asked.map(({ failed }) => failed)).toEqual([false, false, false, true]);
  for (const done of asked) nameIfSlow(done, 100);
  expect(warn.mock.calls).toEqual([
    [
      {
        query: expect.stringMatching(/^select \w{8}$/),
        ms: expect.any(Number),
        failed: false,
        text: "select pg_sleep(0.12)",
      },
      "A slow query",
    ],
  ]);
  expect(JSON.stringify(asked)).not.toContain("secret");
});
