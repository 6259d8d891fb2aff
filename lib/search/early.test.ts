/** Hits are read as soon as an engine tells them, and once. */
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { search } from "./index";
import { searchRequest } from "./parameters";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const ids = { first: 0, other: 0 };
const engine = vi.hoisted(() => ({ early: [] as number[], found: [] as number[], read: [] as number[][] }));
vi.mock("./choice", () => ({
  answer: async (...[, , , how]: Parameters<import("./choice").SearchChoice>) => {
    how?.early?.(engine.early);
    const result = { ids: engine.found, total: engine.found.length, groups: 1, approximate: false, facets: {} };
    return { results: [result], engine: "meilisearch", isReserve: false };
  },
}));
vi.mock("../reading/stories", async (original) => {
  const { storiesByIds } = await original<typeof import("../reading/stories")>();
  const counted: typeof storiesByIds = (...given) => {
    engine.read.push(given[1]);
    return storiesByIds(...given);
  };
  return { storiesByIds: counted };
});

beforeAll(async () => {
  ids.first = await anArticle(db, { title: "Harbour lights" });
  ids.other = await anArticle(db, { title: "Harbour fog" });
});
beforeEach(() => {
  engine.read = [];
});

async function titles() {
  const asked = searchRequest(new URLSearchParams({ q: "harbour" }), { timeZone: "UTC", pageSize: 5, now: NOW });
  return (await search(db, asked, NOW)).hits.map(({ title }) => title);
}

test("what an engine tells early is read once", async () => {
  engine.early = engine.found = [ids.first];
  expect(await titles()).toEqual(["Harbour lights"]);
  expect(engine.read).toEqual([[ids.first]]);
});

test("where another engine answers at last, its hits are shown", async () => {
  engine.early = [ids.first];
  engine.found = [ids.other];
  expect(await titles()).toEqual(["Harbour fog"]);
});
