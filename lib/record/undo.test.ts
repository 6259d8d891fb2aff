import { asc } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { article, articleTopic, provider, slugRedirect, topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { AppError } from "../errors";
import { changeArticles } from "../publishing/change";
import type { Changes } from "../publishing/plan";
import { takeDown } from "../publishing/take-down";
import { chooseLead, mergeIntoStory, splitFromStory } from "../story/change";
import { undoAct } from "./undo";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const by = { id: null, name: "day@desk.example" };
const ARTICLES = 6;

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, setting, slug_redirect, audit_event restart identity cascade`;
  await db.insert(provider).values({ domain: "tailwater.example", name: "The Tailwater" });
  await db.insert(topic).values([
    { id: "databases", name: "Databases" },
    { id: "archives", name: "Archives" },
  ]);
  await db.insert(article).values(
    Array.from({ length: ARTICLES }, (_, index) => ({
      slug: `2026-11-20-number-${index + 1}`,
      state: index % 2 === 0 ? ("queued" as const) : ("published" as const),
      title: `Number ${index + 1}`,
      publishedAt: new Date(Date.UTC(2026, 10, 20, index)),
      webUrl: `https://tailwater.example/${index + 1}`,
      providerId: 1,
      quality: 60 + index,
      heat: 60 + index,
    })),
  );
  await db
    .insert(articleTopic)
    .values({ articleId: 1, topicId: "databases", position: 0, publishedAt: NOW, published: false });
});

const change = (id: number, changes: Changes, now = NOW) =>
  changeArticles(db, { edits: [{ id, changes, confirmed: changes.quality }], by, now });
const undo = (act: number) => undoAct(db, { act, by, now: NOW });
const code = (refused: Promise<unknown>) =>
  refused.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

/** All that editors decide, without what stays true once readers saw it, and without counters. */
async function everything() {
  const rows = await db.select().from(article).orderBy(asc(article.id));
  const topics = await db.select().from(articleTopic).orderBy(asc(articleTopic.articleId), asc(articleTopic.position));
  return {
    articles: rows.map(({ version, changedAt, wasLive, hot, correctedAt, ...rest }) => rest),
    topics: topics.map(({ articleId, topicId }) => [articleId, topicId]),
  };
}

test.each<[string, Changes]>([
  ["publishing", { state: "published", quality: 40 }],
  ["leaving out", { state: "unpublished" }],
  ["scores", { quality: 12, heat: 150 }],
  ["texts and links", { title: "Else", excerpt: "More", webUrl: null, originalUrl: "https://other.example/" }],
  ["a schedule", { liveFrom: new Date("2026-12-01T00:00:00Z"), liveUntil: new Date("2026-12-02T00:00:00Z") }],
  ["topics", { topics: ["archives", "databases"] }],
  ["no topics", { topics: [] }],
  ["a place on the front page", { pinPlace: 2, pinUntil: new Date("2026-11-25T00:00:00Z"), frontHidden: true }],
  ["putting off", { laterUntil: new Date("2026-11-24T00:00:00Z") }],
  ["a note of correction", { correction: "The name was wrong." }],
])("%s can be taken back, and that too", async (_, changes) => {
  const before = await everything();
  const { act } = await change(1, changes);
  const after = await everything();
  expect(after).not.toEqual(before);
  const undone = await undo(act);
  expect(undone.changed).toBe(1);
  expect(await everything()).toEqual(before);
  await undo(undone.act);
  expect(await everything()).toEqual(after);
});

test("what was published below the minimum comes back, although nobody is asked again", async () => {
  await change(2, { quality: 12 });
  const { act } = await change(2, { state: "unpublished" });
  await undo(act);
  expect((await everything()).articles[1]).toMatchObject({ state: "published", quality: 12 });
});

test("what was judged anew since is not published below the minimum by taking back", async () => {
  const { act } = await change(2, { state: "unpublished" });
  await change(2, { quality: 12 });
  expect(await code(undo(act))).toBe("below-minimum");
  expect((await everything()).articles[1]).toMatchObject({ state: "unpublished", quality: 12 });
  await change(2, { quality: 80 });
  await undo(act);
  expect((await everything()).articles[1]).toMatchObject({ state: "published", quality: 80 });
});

test("of an act on several, what is gone or was judged anew below the minimum is left out", async () => {
  const edits = [1, 2, 3].map((id) => ({ id, changes: { state: "unpublished" as const } }));
  await change(1, { state: "published", quality: 80 });
  await change(3, { state: "published", quality: 80 });
  const { act } = await changeArticles(db, { edits, by, now: NOW });
  await change(2, { quality: 12 });
  await takeDown(db, { id: 1, confirmation: "2026-11-20-number-1", by, now: NOW });
  expect((await undo(act)).changed).toBe(1);
  const states = new Map((await db.select().from(article)).map(({ id, state }) => [id, state]));
  expect([states.get(1), states.get(2), states.get(3)]).toEqual([undefined, "unpublished", "published"]);
});

test("an address can be taken back; the one in between leads to the article, too", async () => {
  const { act } = await change(2, { slug: "2026-11-20-better" });
  expect(await db.select().from(slugRedirect)).toEqual([{ slug: "2026-11-20-number-2", articleId: 2 }]);
  await undo(act);
  expect((await everything()).articles[1]?.slug).toBe("2026-11-20-number-2");
  expect(await db.select().from(slugRedirect)).toEqual([{ slug: "2026-11-20-better", articleId: 2 }]);
  expect(await code(change(1, { slug: "2026-11-20-better" }))).toBe("invalid");
});

describe("stories", () => {
  test("merging stories can be taken back, whoever led", async () => {
    await mergeIntoStory(db, [1, 2], { by, now: NOW });
    await mergeIntoStory(db, [3, 4, 5], { by, now: NOW });
    await chooseLead(db, 2, 4, { by, now: NOW });
    const before = await everything();
    const { act } = await mergeIntoStory(db, [1, 3], { by, now: NOW });
    expect((await everything()).articles.map(({ storyId }) => storyId)).toEqual([1, 1, 1, 1, 1, null]);
    await undo(act);
    expect(await everything()).toEqual(before);
  });

  test("splitting a pair can be taken back, although the story was gone", async () => {
    await mergeIntoStory(db, [2, 4], { by, now: NOW });
    const before = await everything();
    expect(before.articles[3]).toMatchObject({ isCoverage: false, heat: 73 });
    const { act } = await splitFromStory(db, [2], { by, now: NOW });
    expect(await sql`select id from story`).toHaveLength(0);
    await undo(act);
    expect(await everything()).toEqual(before);
  });

  test("several split off together are a story of their own", async () => {
    await mergeIntoStory(db, [1, 2, 3, 4], { by, now: NOW });
    await splitFromStory(db, [1, 2], { together: true, by, now: NOW });
    expect((await everything()).articles.map(({ storyId }) => storyId)).toEqual([2, 2, 1, 1, null, null]);
  });

  test("the chosen lead leads while it is published", async () => {
    await mergeIntoStory(db, [2, 4, 6], { by, now: NOW });
    await chooseLead(db, 1, 2, { by, now: NOW });
    const leads = async () => (await everything()).articles.filter(({ isCoverage }) => !isCoverage);
    expect((await leads()).map(({ id }) => id)).toEqual([1, 2, 3, 5]);
    expect((await leads())[1]).toMatchObject({ heat: 81 });
    await change(2, { state: "unpublished" });
    expect((await leads()).map(({ id }) => id)).toEqual([1, 3, 5, 6]);
  });
});

test("what changed again since is a conflict, and nothing is taken back", async () => {
  const { act } = await changeArticles(db, {
    edits: [1, 2].map((id) => ({ id, changes: { quality: 90 } })),
    by,
    now: NOW,
  });
  await change(2, { title: "Another field is no conflict" });
  await change(2, { quality: 91 });
  const before = await everything();
  expect(await code(undo(act))).toBe("conflict");
  expect(await everything()).toEqual(before);
});

test("an act is taken back once, also by two at once", async () => {
  const { act } = await change(1, { quality: 90 });
  const codes = await Promise.all([code(undo(act)), code(undo(act))]);
  expect(codes.sort()).toEqual(["done", "undone"]);
  expect(await code(undo(9_999))).toBe("not-found");
});

test("whatever was done, undone from the end it is as before", { timeout: 60_000 }, async () => {
  const id = fc.integer({ min: 1, max: ARTICLES });
  const ids = fc.uniqueArray(id, { minLength: 2, maxLength: 4 });
  const fields = fc.record(
    {
      state: fc.constantFrom("published" as const, "unpublished" as const),
      quality: fc.option(fc.integer({ min: -5, max: 150 })),
      heat: fc.constantFrom("computed" as const, 5, 120),
      topics: fc.subarray(["databases", "archives"]),
      title: fc.string({ minLength: 1, maxLength: 5 }),
    },
    { requiredKeys: [] },
  );
  const acts = fc.array(
    fc.oneof(
      fc.tuple(fc.constant("edit" as const), id, fields),
      fc.tuple(fc.constant("merge" as const), ids),
      fc.tuple(fc.constant("split" as const), ids, fc.boolean()),
    ),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const before = await everything();
      const done: number[] = [];
      for (const one of list) {
        const doing =
          one[0] === "edit"
            ? changeArticles(db, {
                edits: [{ id: one[1], changes: one[2], confirmed: one[2].quality }],
                by,
                now: NOW,
                refusals: "tell",
              })
            : one[0] === "merge"
              ? mergeIntoStory(db, one[1], { by, now: NOW })
              : splitFromStory(db, one[1], { together: one[2], by, now: NOW });
        const { act, tags } = await doing;
        if (tags.length > 0) done.push(act);
      }
      for (const act of done.toReversed()) await undo(act);
      expect(await everything()).toEqual(before);
    }),
    { numRuns: 40 },
  );
});
