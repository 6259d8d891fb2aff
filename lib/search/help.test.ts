import { beforeAll, expect, test } from "vitest";
import { topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { searchHelp } from "./help";
import { indexArticles } from "./index-articles";
import { searchRequest } from "./parameters";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");

beforeAll(async () => {
  await db.insert(topic).values([{ id: "networks", name: "Networks" }]);
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  const ids = [
    await anArticle(db, { title: "Rural mesh trial", topics: ["Networks"], publishedAt: at("2026-11-20") }),
    await anArticle(db, { title: "Mesh and masts", topics: ["Networks"], publishedAt: at("2025-06-01") }),
    await anArticle(db, { title: "Graphs that lie", topics: ["Observability"], publishedAt: at("2024-01-01") }),
    await anArticle(db, { title: "The mesh unseen", state: "unpublished" as const, domain: "unseen.example" }),
  ];
  await indexArticles(db, ids);
});

const help = (parameters: string, wrong: Record<string, string> = {}) =>
  searchHelp(
    db,
    searchRequest(new URLSearchParams(parameters), { timeZone: "UTC", pageSize: 20, now: NOW }),
    NOW,
    async () => Object.entries(wrong).map(([word, meant]) => ({ word, meant })),
  );

test("each part of the query is left out once; what finds nothing then is not offered", async () => {
  const { drops } = await help("q=mesh zebra after:2024");
  expect(drops).toEqual([{ label: "zebra", q: "mesh after:2024", without: [], total: 2 }]);
});

test("most first, operators and filters among them", async () => {
  expect((await help("q=mesh topic:observability&type=video")).drops).toEqual([]);
  expect((await help("q=mesh topic:observability")).drops).toEqual([
    { label: "topic:observability", q: "mesh", without: [], total: 2 },
    { label: "mesh", q: "topic:observability", without: [], total: 1 },
  ]);
  expect((await help("q=mesh&topic=observability")).drops).toEqual([
    { label: "Observability", q: "mesh", without: ["topic"], total: 2 },
  ]);
  expect((await help("q=rural&from=2024-01-01&to=2024-12-31")).drops).toEqual([
    { label: "from January 1, 2024 to December 31, 2024", q: "rural", without: ["from", "to"], total: 1 },
  ]);
});

test("a filter of the address stays when the same is left out of the text", async () => {
  const { drops } = await help("q=mesh topic:observability&topic=observability");
  expect(drops).toEqual([{ label: "mesh", q: "topic:observability", without: [], total: 1 }]);
});

test("at most five are offered, and eight tried", async () => {
  const words = ["ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "ibis"];
  const without = (word: string) => words.filter((other) => other !== word).join(" ");
  const last = [await anArticle(db, { title: without("ibis") })];
  await indexArticles(db, last);
  expect((await help(`q=ant bee cat dog eel fox gnu ibis`)).drops).toEqual([
    { label: "ibis", q: "ant bee cat dog eel fox gnu", without: [], total: 1 },
  ]);
  expect((await help(`q=${words.join(" ")}`)).drops).toEqual([]);
  const others = [];
  for (const word of words.slice(0, -1)) others.push(await anArticle(db, { title: without(word) }));
  await indexArticles(db, others);
  expect((await help(`q=${words.join(" ")}`)).drops.map(({ label }) => label)).toEqual(words.slice(0, 5));
});

test("what was meant, where it finds something", async () => {
  expect((await help("q=rurl MESH-tiral -masts", { rurl: "rural", tiral: "trial" })).meant).toEqual({
    q: "rural MESH-trial -masts",
    total: 1,
  });
  expect((await help("q=rurl -tiral", { rurl: "rural", tiral: "trial" })).meant?.q).toBe("rural -tiral");
  expect((await help("q=rurl zebra", { rurl: "rural" })).meant).toBeNull();
  expect((await help("q=zebra")).meant).toBeNull();
  expect((await help("q=rurl&topic=observability", { rurl: "rural" })).meant).toBeNull();
});

test("topics and providers that are near", async () => {
  expect((await help("q=networking zebra")).topics).toEqual([{ id: "networks", name: "Networks" }]);
  expect((await help("q=topic:netwroks")).topics).toEqual([{ id: "networks", name: "Networks" }]);
  expect(await help("q=-networks")).toMatchObject({ topics: [], providers: [] });
  expect((await help("q=tailwatr")).providers).toEqual([{ domain: "tailwater.example", name: "tailwater" }]);
  expect((await help("q=unseen zebra")).providers).toEqual([]);
});

test.each([
  "",
  "q=!!!",
  "q=!!!&topic=networks",
  "q=%00",
  "q='",
  "q=\\ %25",
  'q="',
  "q=topic:",
  "topic=nothing",
  "q=日本語",
  "from=2026&to=2020",
])("%j is answered", async (parameters) => {
  expect(await help(parameters)).toMatchObject({ meant: null });
});
