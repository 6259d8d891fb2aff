/** What readers get when Postgres stops a search that takes too long, or breaks. */
import { NextRequest } from "next/server";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { log } from "@/lib/log/log";
import { UNAVAILABLE as PAGE_WITHOUT } from "@/lib/search";
import { indexArticles } from "@/lib/search/index-articles";

const { db, sql } = scratchDatabase();
vi.mock("@/lib/database", () => ({ database: () => ({ db }) }));
const statement = vi.hoisted(() => ({ fault: null as string | null }));
vi.mock("@/db/search", async (original) => {
  const actual = await original<typeof import("@/db/search")>();
  const { sql: raw } = await import("drizzle-orm");
  return {
    ...actual,
    searching: ((db, timeoutMs, run) =>
      actual.searching(db, timeoutMs, async (tx) => {
        // After the settings, as any statement of a search.
        for (const each of statement.fault ? ["select 1", statement.fault] : []) await tx.execute(raw.raw(each));
        return run(tx);
      })) as typeof actual.searching,
  };
});
const TOO_SLOW = "do $$ begin raise exception 'canceling statement' using errcode = '57014'; end $$";
const BROKEN = "select 1 / 0";

beforeAll(async () => {
  await indexArticles(db, [await anArticle(db, { title: "Mesh radio", topics: ["Networks"] })]);
  await sql`update topic set name = 'Meshes'`;
});
afterEach(() => {
  statement.fault = null;
  vi.restoreAllMocks();
});

const asked = (path: string) => new NextRequest(`http://localhost${path}`);
const api = async (path: string) => (await import("../api/v1/search/route")).GET(asked(path));
const suggestions = async (path: string) => (await import("../api/v1/suggest/route")).GET(asked(path));
const feed = async (path: string) => (await import("../search/rss.xml/route")).GET(asked(path));
const page = async (query: string) =>
  (await import("../(public)/search/found")).found(new URLSearchParams(query), new Date());

test("the API says 503 and when to try again", async () => {
  expect((await (await api("/api/v1/search?q=mesh")).json()).total).toBe(1);
  statement.fault = TOO_SLOW;
  const answer = await api("/api/v1/search?q=mesh");
  expect(answer.status).toBe(503);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/problem+json",
    "access-control-allow-origin": "*",
    "retry-after": "5",
  });
  expect(await answer.json()).toMatchObject({ status: 503, detail: expect.stringContaining("too long") });
});

test("suggestions are without articles", async () => {
  expect((await (await suggestions("/api/v1/suggest?q=mesh")).json()).articles).toHaveLength(1);
  statement.fault = TOO_SLOW;
  const answer = await suggestions("/api/v1/suggest?q=mesh");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ query: "mesh", articles: [], providers: [] });
});

test("the page has nothing, and says why", async () => {
  expect((await page("q=mesh&type=article")).result.total).toBe(1);
  statement.fault = TOO_SLOW;
  const { result, help } = await page("q=mesh&type=article");
  expect(result).toBe(PAGE_WITHOUT);
  expect(result.note).toMatch(/^Search takes too long just now/);
  expect(help).toBeNull();
});

test("a feed says 503 rather than that there is nothing", async () => {
  expect((await feed("/search/rss.xml?q=mesh")).status).toBe(200);
  statement.fault = TOO_SLOW;
  const answer = await feed("/search/rss.xml?q=mesh");
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
});

test("any other error is one of the API too, and is logged once", async () => {
  const logged = vi.spyOn(log(), "error").mockImplementation(() => {});
  statement.fault = BROKEN;
  for (const ask of [api, suggestions]) {
    const answer = await ask("/api?q=mesh");
    expect(answer.status).toBe(500);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const { detail } = await answer.json();
    const [said] = (logged.mock.calls.pop() ?? []) as unknown as [{ err: unknown; id: string }];
    expect(said.id).toMatch(/^[\da-f-]{36}$/);
    expect(detail).toContain(said.id);
    expect(said.err).toBeInstanceOf(Error);
    expect(logged.mock.calls).toEqual([]);
    logged.mockClear();
  }
});
