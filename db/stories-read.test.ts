import { beforeEach, expect, test } from "vitest";
import { story } from "./schema";
import { articlesByTitle, type StoryFilter, storyPage, storyToEdit } from "./stories-read";
import { scratchDatabase } from "./testing/scratch";
import { anArticle } from "./testing/seed";

const { db, sql } = scratchDatabase();
const STORIES = 7;
const ALL: StoryFilter = { only: null, words: [] };
const hour = (at: number) => new Date(Date.UTC(2026, 10, 20, at));

// Story 1 is the newest; each has three articles. Those of one time are told apart by their ids.
beforeEach(async () => {
  await sql`truncate article, story, provider, topic restart identity cascade`;
  await db.insert(story).values(Array.from({ length: STORIES }, (_, at) => ({ edited: at === 2 })));
  for (let at = 0; at < STORIES; at++) {
    const storyId = at + 1;
    const newest = hour(20 - Math.floor(at / 2));
    const lead = at === 4 ? ("unpublished" as const) : ("published" as const);
    await anArticle(db, {
      storyId,
      state: lead,
      title: `Lead ${storyId} of R&amp;D`,
      isCoverage: at === 4,
      publishedAt: hour(0),
    });
    await anArticle(db, {
      storyId,
      state: "unpublished",
      title: `Coverage ${storyId}`,
      isCoverage: true,
      publishedAt: newest,
    });
    await anArticle(db, {
      storyId,
      state: at === 3 ? "queued" : "unpublished",
      title: "Third",
      isCoverage: true,
      publishedAt: hour(1),
    });
  }
  await anArticle(db, { title: "Alone", publishedAt: hour(23) });
});

async function pages(filter: StoryFilter, limit: number) {
  const all: number[][] = [];
  for (let after: number | null = null; ; ) {
    const found = await storyPage(db, filter, { after, limit, membersEach: 2 });
    all.push(found.slice(0, limit).map(({ id }) => id));
    if (found.length <= limit) return all;
    after = found[limit - 1]?.newestId ?? null;
  }
}

test("stories come newest activity first, page by page, none twice", async () => {
  expect(await pages(ALL, 3)).toEqual([[2, 1, 4], [3, 6, 5], [7]]);
  expect(await pages(ALL, 10)).toEqual([[2, 1, 4, 3, 6, 5, 7]]);
});

test.each<[string, StoryFilter, number[]]>([
  ["edited", { only: "edited", words: [] }, [3]],
  ["nothing published", { only: "unled", words: [] }, [5]],
  ["a queued member", { only: "queued", words: [] }, [4]],
  ["words of one title", { only: null, words: ["LEAD", "r&d", "6"] }, [6]],
  ["words of two titles", { only: null, words: ["lead", "coverage"] }, []],
  ["signs that mean something to a database", { only: null, words: ["%"] }, []],
])("by %s", async (_, filter, expected) => {
  expect((await pages(filter, 10)).flat()).toEqual(expected);
});

test("a story has its lead first, then the newest, and says how many there are", async () => {
  const [first] = await storyPage(db, ALL, { after: null, limit: 1, membersEach: 2 });
  expect(first).toMatchObject({ id: 2, edited: false, size: 3 });
  expect(first?.members.map(({ title }) => title)).toEqual(["Lead 2 of R&amp;D", "Coverage 2"]);
  const whole = await storyToEdit(db, 2);
  expect(whole?.members.map(({ title }) => title)).toEqual(["Lead 2 of R&amp;D", "Coverage 2", "Third"]);
  expect(await storyToEdit(db, 99)).toBeNull();
});

test("articles are found by title in every state, newest first", async () => {
  expect((await articlesByTitle(db, ["third"], 3)).map(({ storyId }) => storyId)).toEqual([7, 6, 5]);
  expect((await articlesByTitle(db, ["alone"], 3)).map(({ state }) => state)).toEqual(["published"]);
});
