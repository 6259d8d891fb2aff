import { beforeEach, expect, test } from "vitest";
import { brokenInvariants, INVARIANTS } from "@/db/invariants";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { indexArticles } from "../search/index-articles";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");

beforeEach(async () => {
  await sql`truncate article, story, setting, provider, topic, slug_redirect, gone_slug, topic_redirect, provider_redirect, story_apart restart identity cascade`;
  await sql`insert into story default values`;
  await anArticle(db, { storyId: 1, quality: 80, heat: 90, topics: ["Databases"] });
  await anArticle(db, { storyId: 1, quality: 70, heat: -1, isCoverage: true });
  await anArticle(db, { quality: 60, heatGiven: 99, heat: 99, state: "unpublished" });
  await anArticle(db, { quality: 50, state: "queued", slug: null });
  await indexArticles(db, [1, 2]);
});

test("rows that keep all rules break none", async () => {
  expect(await brokenInvariants(db, NOW)).toEqual([]);
});

test.each<[string, string, number[]]>([
  ["a story has two", "insert into story default values", [2]],
  ["at most one lead$", "update article set is_coverage = false where id = 2", [1]],
  [
    "chosen or the best",
    "update article set is_coverage = (id = 1), heat = case id when 2 then 80 else -1 end where story_id = 1",
    [1, 2],
  ],
  ["at most one lead of a story is chosen", "update article set lead_given = true where story_id = 1", [1]],
  ["in no story", "update article set is_coverage = true where id = 3", [3]],
  ["heat is as the rule", "update article set heat = 91 where id = 1", [1]],
  ["heat is as the rule", "update article set heat = 98 where id = 3", [3]],
  ["topics know", "update article_topic set published = false", [1]],
  ["exactly the published", "delete from article_search where article_id = 2", [2]],
  [
    "exactly the published",
    "insert into article_search select 4, document, published_at, live_from, live_until, provider_id, type, topic_ids, story_id, quality, heat, hot, title_words from article_search where article_id = 2",
    [4],
  ],
  ["search knows", "update article_search set heat = 1 where article_id = 1", [1]],
  ["no redirect stands", "insert into slug_redirect select slug, 2 from article where id = 1", [1]],
  ["one that was deleted", "insert into gone_slug (slug) select slug from article where id = 1", [1]],
  ["former name", "insert into topic_redirect (id, topic_id) values ('databases', 'databases')", [0]],
  ["articles that are apart", "insert into story_apart values (2, 1)", [2]],
])("a broken one is told: %s, by %s", async (rule, statement, examples) => {
  await sql.unsafe(statement);
  const broken = await brokenInvariants(db, NOW);
  expect(broken).toContainEqual({ rule: expect.stringMatching(rule), count: examples.length, examples });
});

test("who leads is asked of those that are live, once their stories were settled", async () => {
  const tomorrow = new Date(NOW.getTime() + 86_400_000);
  await sql`update article set live_until = ${tomorrow.toISOString()} where id = 1`;
  const broken = async (now: Date) => (await brokenInvariants(db, now)).map(({ rule }) => rule);
  const ofSearch = expect.stringContaining("search knows");
  expect(await broken(NOW)).toEqual([ofSearch]);
  expect(await broken(tomorrow)).toEqual([ofSearch]);
  await sql`insert into setting values ('story-schedule', to_jsonb(${tomorrow.toISOString()}::text))`;
  expect(await broken(tomorrow)).toEqual([expect.stringContaining("the lead of a story"), ofSearch]);
  expect(await broken(NOW)).toEqual([ofSearch]);
});

test("each rule is told once, in words", () => {
  expect(new Set(INVARIANTS.map(({ rule }) => rule)).size).toBe(INVARIANTS.length);
});
