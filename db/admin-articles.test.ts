import { beforeEach, expect, test } from "vitest";
import { articlesOfStory } from "./admin-articles";
import { article, provider, story } from "./schema";
import { scratchDatabase } from "./testing/scratch";

const { db, sql } = scratchDatabase();

beforeEach(async () => {
  await sql`truncate article, story, provider restart identity cascade`;
  await db.insert(provider).values({ domain: "tailwater.example", name: "The Tailwater" });
});

async function insert(given: Partial<typeof article.$inferInsert>[]) {
  const base = {
    state: "queued",
    title: "A title",
    publishedAt: new Date(0),
    webUrl: "https://a.example/",
    providerId: 1,
  } as const;
  await db.insert(article).values(given.map((each, n) => ({ ...base, slug: `slug-${n}`, ...each })));
}

test("a story lists its lead first, then best quality first, unjudged last", async () => {
  await db.insert(story).values([{}, {}]);
  const quality = [60, null, 80, 70];
  await insert(quality.map((each, n) => ({ storyId: 1, isCoverage: n !== 3, quality: each })));
  await insert([{ slug: "other", storyId: 2 }]);
  expect((await articlesOfStory(db, 1)).map(({ id }) => id)).toEqual([4, 3, 1, 2]);
});
