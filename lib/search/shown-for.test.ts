/** Whether the results are those of the query as typed, or as it was probably meant. */
import { beforeAll, expect, test, vi } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { search } from "./index";
import { indexArticles } from "./index-articles";
import { searchRequest } from "./parameters";
import { recountWords } from "./vocabulary";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
/** An engine that forgives no typos: it finds words that it has. */
const strict = vi.hoisted(() => ({ terms: null as string[] | null }));
vi.mock("./choice", async (original) => {
  const actual = await original<typeof import("./choice")>();
  const postgres = actual.searchChoice({ addresses: [], indexUid: "", timeZone: "UTC", timeoutMs: 0 });
  const answer: typeof actual.answer = async (...asked) => {
    const answered = await postgres(...asked);
    const isKnown = ({ text }: { text: string }) => strict.terms === null || strict.terms.includes(text);
    if (asked[1].every(({ terms }) => terms.every(isKnown))) return answered;
    return { ...answered, results: [{ ids: [], total: 0, groups: 0, approximate: false, facets: {} }] };
  };
  return { ...actual, answer };
});

beforeAll(async () => {
  await indexArticles(db, [await anArticle(db, { title: "Orchards and lanterns" })]);
  await recountWords(db, NOW);
});

async function found(q: string, known: string[] | null) {
  strict.terms = known;
  const asked = searchRequest(new URLSearchParams({ q }), { timeZone: "UTC", pageSize: 5, now: NOW });
  const { total, suggestion, shownFor, left } = await search(db, asked, NOW);
  return { total, suggestion, shownFor, left };
}

const MEANT = "orchards lanterns";

test("found as typed, perhaps by the engine's own leave: only a suggestion", async () => {
  expect(await found("orchards lantrens", null)).toEqual({ total: 1, suggestion: MEANT, shownFor: null, left: [] });
});

test("found only as meant: the results are shown for that", async () => {
  expect(await found("orchards lantrens", ["orchards", "lanterns"])).toEqual({
    total: 1,
    suggestion: MEANT,
    shownFor: MEANT,
    left: [],
  });
});

test("small words are left out of what was typed, or of what was meant", async () => {
  expect(await found("where orchards", ["orchards"])).toEqual({
    total: 1,
    suggestion: null,
    shownFor: null,
    left: ["where"],
  });
  expect(await found("where orchards lantrens", ["orchards", "lanterns"])).toMatchObject({
    total: 1,
    shownFor: `where ${MEANT}`,
    left: ["where"],
  });
});

test("nothing found is shown for nothing", async () => {
  expect(await found("orchards lantrens", ["zebra"])).toMatchObject({ total: 0, suggestion: null, shownFor: null });
});
