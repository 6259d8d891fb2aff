import { beforeAll, expect, test } from "vitest";
import { topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { search } from "../search";
import { indexArticles } from "../search/index-articles";
import { searchRequest } from "../search/parameters";
import { feedRequest, searchFeed } from "./search";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");

beforeAll(async () => {
  await db.insert(topic).values([{ id: "networks", name: "Networks & more" }]);
  const ids = [
    await anArticle(db, { title: "Mesh, old", quality: 90, heat: 200, publishedAt: new Date("2025-01-01") }),
    await anArticle(db, { title: "New", excerpt: "A mesh.", quality: 60, heat: 60, updatedAt: new Date("2026-11-21") }),
    await anArticle(db, { title: "Other", topics: ["Networks"], domain: "halfwidth.example" }),
    await anArticle(db, { title: "Mesh unseen", state: "unpublished" as const }),
  ];
  await indexArticles(db, ids);
  await db.update(topic).set({ name: "Networks & more" });
});

const feed = async (parameters: string) => {
  const { articles, title, parameters: normal } = await searchFeed(db, new URLSearchParams(parameters), NOW);
  return { titles: articles.map((article) => article.title), title, address: normal.toString() };
};

test("what the search finds, newest first whatever order is asked for, with when it was updated", async () => {
  for (const sort of ["", "&sort=relevance", "&sort=top", "&page=3&limit=1&offset=7&sort=sideways"])
    expect(await feed(`q=mesh${sort}`)).toEqual({
      titles: ["New", "Mesh, old"],
      title: "mesh · Gazette",
      address: "q=mesh",
    });
  const { articles } = await searchFeed(db, new URLSearchParams("q=mesh"), NOW);
  expect(articles.map(({ updatedAt }) => updatedAt)).toEqual([new Date("2026-11-21"), null]);
});

test.each([
  ["q=mesh&quality=80", { quality: { min: 80, max: null } }],
  ["q=mesh+quality:<80&quality=50", { quality: { min: 50, max: 79 } }],
  ["q=mesh+heat:>=100&heat=50", { heat: { min: 100, max: null } }],
  ["q=mesh&quality=much&heat=", { quality: { min: null, max: null }, heat: { min: null, max: null } }],
])("minimums join those that are typed: %s", (parameters, filters) => {
  expect(feedRequest(new URLSearchParams(parameters), NOW).query.filters).toMatchObject(filters);
});

test("one address and one title for every way to write a search", async () => {
  const address = "q=a+b&topic=networks&topic=x&provider=halfwidth.example&type=article&from=2024&to=2026-11";
  const title = "a b in Networks & more or x by halfwidth of type article from 2024 to 2026-11 · Gazette";
  expect(await feed(address)).toMatchObject({ address, title });
  expect(
    await feed("to=2026-11&from=2024&type=ARTICLE&provider=Halfwidth.example&topic=x,networks,x&q=%20a%09b&page=2"),
  ).toMatchObject({ address, title });
});

test("without a text everything, and what can't be read is left out", async () => {
  expect(await feed("")).toEqual({
    titles: ["Other", "New", "Mesh, old"],
    title: "Articles · Gazette",
    address: "",
  });
  expect(await feed("from=soon&to=2026-13&topic=networks")).toEqual({
    titles: ["Other"],
    title: "Articles in Networks & more · Gazette",
    address: "topic=networks",
  });
  expect((await feed("q=x&heat=100&quality=-5.5&limit=0")).address).toBe("q=x&heat=100");
});

test.each([
  "q=%00",
  "q='",
  'q="',
  "q=%F0%9F%A6%98",
  "q=%ED%A0%80",
  "topic=%00",
  "provider=%27",
  `q=${"x".repeat(5000)}`,
])("%s is a feed", async (parameters) => {
  expect((await feed(parameters)).title).toMatch(/ · Gazette$/);
});

test.each(["q=mes", "q=mes+", "q=mes%09", "q=new+", "q=%22mesh%22+", "q=-mes+", "q=+"])(
  "feed and page find the same: %s",
  async (address) => {
    const page = async (parameters: string) => {
      const asked = searchRequest(new URLSearchParams(parameters), { timeZone: "UTC", pageSize: 20, now: NOW });
      return (await search(db, asked, NOW)).hits.map(({ title }) => title).sort();
    };
    const { titles, address: own } = await feed(address);
    expect(titles.toSorted()).toEqual(await page(address));
    // So does the page that the feed leads to.
    expect(await page(own)).toEqual(await page(address));
  },
);
