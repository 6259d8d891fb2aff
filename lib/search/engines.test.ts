/** One suite for every engine: what readers may rely on whoever answers. */
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { indexArticles } from "./index-articles";
import { searchRequest } from "./parameters";
import type { EngineResult, SearchEngine } from "./port";
import { postgresEngine } from "./postgres";
import { resolveFilters } from "./resolve";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const engines: [string, () => SearchEngine][] = [["postgres", () => postgresEngine(db, "UTC")]];

const at = (day: string) => new Date(`${day}T12:00:00Z`);
const CORPUS = {
  mesh: {
    title: "Rural mesh trial carries a valley",
    excerpt: "Radios the size of a lunch box.",
    topics: ["Networks"],
    publishedAt: at("2026-11-20"),
    heat: 134,
  },
  radio: {
    title: "A radio in every mast",
    excerpt: "The mesh grows.",
    topics: ["Networks", "Hardware"],
    publishedAt: at("2025-06-01"),
    heat: 90,
    domain: "halfwidth.example",
  },
  offline: {
    title: "Offline first, revisited",
    excerpt: "What conflict logs say &amp; don&#8217;t say.",
    topics: ["Sync"],
    publishedAt: at("2026-11-22"),
    heat: 112,
  },
  first: {
    title: "First, go offline",
    excerpt: "Notes from a café.",
    topics: ["Sync"],
    publishedAt: at("2024-12-31"),
    heat: 60,
  },
  film: {
    title: "Graphs that lie",
    excerpt: "A talk.",
    type: "video",
    topics: ["Observability"],
    publishedAt: at("2024-01-01"),
    heat: 92,
  },
  hidden: { title: "The mesh nobody saw", excerpt: "", state: "unpublished" as const, topics: ["Networks"] },
  waiting: { title: "The mesh to come", excerpt: "", liveFrom: at("2026-12-01"), topics: ["Networks"] },
};
type Name = keyof typeof CORPUS;
const names = new Map<number, Name>();

beforeAll(async () => {
  await db.insert(topic).values([
    { id: "systems", name: "Systems" },
    { id: "networks", name: "Networks", parent: "Systems" },
    { id: "hardware", name: "Hardware", parent: "Systems" },
  ]);
  for (const [name, given] of Object.entries(CORPUS)) names.set(await anArticle(db, given), name as Name);
  await indexArticles(db, names.keys());
});

describe.each(engines)("%s", (_name, engine) => {
  const ask = async (parameters: string) => {
    const { query } = searchRequest(new URLSearchParams(parameters), { timeZone: "UTC", pageSize: 20, now: NOW });
    const filters = await resolveFilters(db, query.filters);
    const [found] = await engine().search([{ ...query, filters }], NOW);
    return found as EngineResult;
  };
  const found = async (parameters: string) => (await ask(parameters)).ids.map((id) => names.get(id));

  test.each<[string, Name[]]>([
    ["q=mesh", ["mesh", "radio"]],
    ["q=MESH", ["mesh", "radio"]],
    ["q=rad", ["radio", "mesh"]],
    ["q=conflicts", ["offline"]],
    ["q=cafe", ["first"]],
    ["q=café", ["first"]],
    ["q=mesh valley", ["mesh"]],
    ["q=mesh -valley", ["radio"]],
    ['q="offline first"', ["offline"]],
    ["q=tailwater graphs", ["film"]],
    ["q=observability", ["film"]],
    ["q=zebra", []],
  ])("%s", async (parameters, expected) => {
    expect(await found(parameters)).toEqual(expected);
  });

  test.each<[string, Name[]]>([
    ["topic=networks", ["mesh", "radio"]],
    ["topic=hardware,sync", ["first", "offline", "radio"]],
    ["topic=systems", ["mesh", "radio"]],
    ["topic=nothing", []],
    ["provider=halfwidth.example", ["radio"]],
    ["type=video", ["film"]],
    ["from=2025", ["mesh", "offline", "radio"]],
    ["to=2024", ["film", "first"]],
    ["from=2024-12-31&to=2024-12-31", ["first"]],
    ["q=mesh&topic=networks&provider=halfwidth.example&from=2025-06-01&to=2025-06-01", ["radio"]],
  ])("%s", async (parameters, expected) => {
    expect((await found(parameters)).sort()).toEqual(expected);
  });

  test("sorts", async () => {
    expect(await found("sort=newest")).toEqual(["offline", "mesh", "radio", "first", "film"]);
    expect(await found("sort=top")).toEqual(["mesh", "offline", "film", "radio", "first"]);
    expect(await found("q=mesh&sort=newest")).toEqual(["mesh", "radio"]);
  });

  test("pages join to the whole, and the total is that of all", async () => {
    const pages = await Promise.all([0, 2, 4].map((offset) => ask(`sort=newest&limit=2&offset=${offset}`)));
    expect(pages.map((page) => page.total)).toEqual([5, 5, 5]);
    expect(pages.flatMap((page) => page.ids).map((id) => names.get(id))).toEqual(await found("sort=newest"));
  });

  test("counts of a facet leave its own choice out, and keep the others", async () => {
    const { facets } = await ask("q=mesh&topic=hardware");
    expect(facets.topic?.map(({ value, count }) => [value, count])).toEqual([
      ["networks", 2],
      ["hardware", 1],
    ]);
    expect(facets.provider?.map(({ value, count }) => [value, count])).toEqual([["halfwidth.example", 1]]);
    expect((await ask("type=video")).facets.type?.map(({ value, count }) => [value, count])).toEqual([
      ["article", 4],
      ["video", 1],
    ]);
    expect((await ask("from=2026")).facets.year?.map(({ value, count }) => [value, count])).toEqual([
      ["2024", 2],
      ["2025", 1],
      ["2026", 2],
    ]);
  });

  test.each([
    "'",
    "\\",
    "a & | ! b",
    "<->",
    ":*",
    "%",
    "a:b",
    '"',
    "'; drop table article; --",
    "\u0000",
    "(((",
    "🦘",
    "\ud800",
  ])("%j is just a query", async (q) => {
    expect(await ask(new URLSearchParams({ q }).toString())).toMatchObject({ total: expect.any(Number) });
  });
});

test("a document follows its article", async () => {
  const id = await anArticle(db, { title: "Ephemeral zeppelin" });
  const engine = postgresEngine(db, "UTC");
  const { query } = searchRequest(new URLSearchParams("q=zeppelin"), { timeZone: "UTC", pageSize: 20, now: NOW });
  const zeppelins = async () => (await engine.search([query], NOW))[0]?.total;
  await indexArticles(db, [id]);
  expect(await zeppelins()).toBe(1);
  await db.execute(sql`update article set title = 'Renamed' where id = ${id}`);
  await indexArticles(db, [id]);
  expect(await zeppelins()).toBe(0);
});
