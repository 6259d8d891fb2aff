import { expect, test } from "vitest";
import { topic } from "@/db/schema";
import { liveArticlesOf } from "@/db/search-names";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { topicIdsAbove } from "@/db/topic-tree";
import { topicPage } from "../reading/topics";
import { indexArticles } from "../search/index-articles";
import { searchRequest } from "../search/parameters";
import { postgresEngine } from "../search/postgres";
import { topicIdsBelow } from "./below";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const PARENTS: Record<string, string | null> = {
  ...{ t0: null, t1: "t0", t2: "t1", t3: "t2", t4: "t3", t5: "t4", t6: "t5", t7: "t6" },
  ...{ lone: "nobody", own: "own", left: "right", right: "left", outside: "left" },
};
const IDS = Object.keys(PARENTS);

test("what is above and below, missing parents, circles and deep trees included, is one everywhere", async () => {
  await db.insert(topic).values(Object.entries(PARENTS).map(([id, parent]) => ({ id, name: id, parent })));
  const articles: number[] = [];
  for (const id of IDS) articles.push(await anArticle(db, { topics: [id], publishedAt: NOW }));
  articles.push(await anArticle(db, { topics: ["t2", "t1", "outside"], publishedAt: NOW }));
  await indexArticles(db, articles);

  const above = await topicIdsAbove(db);
  expect(above.get("t3")).toEqual(["t3", "t2", "t1", "t0"]);
  expect(above.get("t7")).toEqual(["t7", "t6", "t5", "t4", "t3", "t2"]);
  expect(above.get("lone")).toEqual(["lone"]);
  expect(above.get("own")).toEqual(["own"]);
  expect(above.get("outside")?.toSorted()).toEqual(["left", "outside", "right"]);
  expect(await topicIdsAbove(db, ["left"])).toEqual(new Map([["left", ["left", "right"]]]));

  const parameters = { timeZone: "UTC", pageSize: 0, now: NOW };
  const ask = async (given: string) => {
    const { query } = searchRequest(new URLSearchParams(given), parameters);
    return (await postgresEngine(db, "UTC").search([{ ...query, facets: ["topic"] }], NOW))[0];
  };
  const facet = new Map((await ask(""))?.facets.topic?.map(({ value, count }) => [value, count]));
  const suggested = await liveArticlesOf(db, "topic", IDS, NOW);
  for (const id of IDS) {
    const below = IDS.filter((other) => above.get(other)?.includes(id));
    expect((await topicIdsBelow(db, [id])).sort(), id).toEqual(below.sort());
    const counts = {
      page: (await topicPage(db, NOW, id, null)).value.topic?.articles,
      suggestion: suggested.get(id),
      facet: facet.get(id),
      found: (await ask(`topic=${id}`))?.total,
    };
    expect(new Set(Object.values(counts)), `${id}: ${JSON.stringify(counts)}`).toHaveProperty("size", 1);
  }
});
