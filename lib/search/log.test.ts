import { beforeEach, expect, test, vi } from "vitest";
import { searchLog } from "@/db/schema";
import { deleteSearchCounts } from "@/db/search-log";
import { scratchDatabase } from "@/db/testing/scratch";
import { parseSettings } from "../env";
import { DAY_MS } from "../time";
import { flushSearchLog, forgetOldSearches, foundNothing, noteSearch, searchedFor } from "./log";

vi.mock("../env", async (original) => {
  const actual = await original<typeof import("../env")>();
  return { ...actual, env: () => actual.parseSettings({ SITE_TIME_ZONE: "Asia/Tokyo" }) };
});

const { db, sql } = scratchDatabase();
const reachable = vi.hoisted(() => ({ db: null as unknown }));
vi.mock("../database", () => ({
  database: () => {
    if (!reachable.db) throw new Error("no database");
    return reachable;
  },
}));
const now = new Date("2026-11-20T12:00:00Z");
const rows = () => db.select().from(searchLog).orderBy(searchLog.query, searchLog.day);
const note = (q: string, total: number, times: number, at = now) => {
  for (let n = 0; n < times; n++) noteSearch(q, total, at);
};

beforeEach(async () => {
  reachable.db = null;
  await flushSearchLog(db);
  await db.delete(searchLog);
});

test("counts by query and day, whatever its case, spaces and way to write accents, and adds to what is there", async () => {
  note("  Cafe\u0301   Con\tLeche", 3, 2);
  note("café con leche", 0, 1);
  await flushSearchLog(db);
  note("CAFÉ CON LECHE", 0, 1);
  await flushSearchLog(db);
  expect(await rows()).toEqual([{ query: "café con leche", day: "2026-11-20", searches: 4, nothing: 2 }]);
});

test("a day is the site's, not that of UTC", async () => {
  expect(parseSettings({}).SITE_TIME_ZONE).toBe("UTC");
  noteSearch("late", 1, new Date("2026-11-20T14:59:59Z"));
  noteSearch("late", 1, new Date("2026-11-20T15:00:00Z"));
  await flushSearchLog(db);
  expect((await rows()).map(({ day }) => day)).toEqual(["2026-11-20", "2026-11-21"]);
});

test.each([
  "",
  " \u200b ",
  "x".repeat(101),
  "jane.doe@mail.example",
  "who is jane@mail",
  "+49 30 1234567",
  "(555) 123-4567",
  "4111 1111 1111 1111",
  "1234567",
])("%j is not counted", async (q) => {
  noteSearch(q, 0, now);
  await flushSearchLog(db);
  expect(await rows()).toEqual([]);
});

test.each(["x".repeat(100), "after:2023-01-15 before:2024-12-31", "windows 2019 2022", "@media rules", "windows 10.0"])(
  "%j is counted",
  async (q) => {
    noteSearch(q, 0, now);
    await flushSearchLog(db);
    expect((await rows()).map(({ query }) => query)).toEqual([q]);
  },
);

test("hostile text does no harm", async () => {
  for (const q of ["a\0b", "\ud800 half", "'; drop table search_log; --", "\\"]) noteSearch(q, 0, now);
  await flushSearchLog(db);
  expect(await rows()).toHaveLength(4);
});

test("what could not be written is written later, once, with what came meanwhile", async () => {
  note("postgres", 5, 3);
  await sql`alter table search_log rename to search_log_away`;
  const failing = flushSearchLog(db);
  note("postgres", 0, 1);
  await expect(failing).rejects.toThrow();
  await sql`alter table search_log_away rename to search_log`;
  await flushSearchLog(db);
  await flushSearchLog(db);
  expect(await rows()).toEqual([{ query: "postgres", day: "2026-11-20", searches: 4, nothing: 1 }]);
});

test("is written by itself after ten seconds, also when the first try fails", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    noteSearch("by itself", 1, now);
    await vi.advanceTimersByTimeAsync(10_000);
    reachable.db = db;
    expect(await rows()).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_000);
  } finally {
    vi.useRealTimers();
  }
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
});

test("of many different queries the most frequent are written, as many as may be at a time", async () => {
  for (let n = 0; n < 600; n++) note(`query ${n}`, 1, 1);
  note("again", 1, 2);
  note("query 599", 0, 2);
  await flushSearchLog(db);
  const written = await rows();
  expect(written).toHaveLength(500);
  expect(written.find(({ query }) => query === "again")?.searches).toBe(2);
  expect(written.find(({ query }) => query === "query 599")).toMatchObject({ searches: 3, nothing: 2 });
  // The others are forgotten.
  await flushSearchLog(db);
  expect(await rows()).toEqual(written);
});

test("never throws, and holds no more than it may until it is written by itself", async () => {
  reachable.db = db;
  for (let n = 0; n < 5_000; n++) noteSearch(`query ${n}`, 1, now);
  note("query 1999", 1, 1);
  note("query 2000", 1, 1);
  await flushSearchLog(db);
  const written = await rows();
  expect(written.find(({ query }) => query === "query 1999")?.searches).toBe(2);
  expect(written.find(({ query }) => query === "query 2000")).toBeUndefined();
});

test("shows from five times up, over days, most first, since a day", async () => {
  const yesterday = new Date(now.getTime() - DAY_MS);
  note("five", 0, 3, yesterday);
  note("five", 1, 2);
  note("four", 0, 4);
  note("seven", 0, 7);
  note("long ago", 0, 9, new Date(now.getTime() - 31 * DAY_MS));
  await flushSearchLog(db);
  const since = new Date(now.getTime() - 30 * DAY_MS);
  expect(await searchedFor(db, { since, limit: 10 })).toEqual([
    { query: "seven", count: 7 },
    { query: "five", count: 5 },
  ]);
  expect(await searchedFor(db, { since, limit: 1 })).toEqual([{ query: "seven", count: 7 }]);
  // It found something now and then.
  expect(await foundNothing(db, { since, limit: 10 })).toEqual([{ query: "seven", count: 7 }]);
});

test("forgets after 90 days", async () => {
  note("kept", 1, 5, new Date(now.getTime() - 90 * DAY_MS));
  note("forgotten", 1, 5, new Date(now.getTime() - 91 * DAY_MS));
  await flushSearchLog(db);
  await forgetOldSearches(db, now);
  expect((await rows()).map(({ query }) => query)).toEqual(["kept"]);
});

test("forgets what is rare after two days, as counted on all days", async () => {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  note("rare", 1, 4, daysAgo(3));
  note("rare since", 1, 2, daysAgo(30));
  note("rare since", 1, 2, daysAgo(2));
  note("young", 1, 1, daysAgo(2));
  note("wanted", 1, 2, daysAgo(30));
  note("wanted", 1, 2, daysAgo(3));
  note("wanted", 1, 1);
  note("at once", 1, 5, daysAgo(30));
  await flushSearchLog(db);
  await forgetOldSearches(db, now);
  expect((await rows()).map(({ query, searches }) => `${query} ${searches}`)).toEqual([
    "at once 5",
    "rare since 2",
    "wanted 2",
    "wanted 2",
    "wanted 1",
    "young 1",
  ]);
});

test("forgets more than one statement may delete", async () => {
  await sql`insert into search_log select 'query ' || n, '2026-11-01', 1, 0 from generate_series(1, 10001) n`;
  expect(await deleteSearchCounts(db, { before: "2026-11-02", rarerThan: 5 }, 1)).toBe(1);
  await forgetOldSearches(db, now);
  expect(await rows()).toEqual([]);
});
