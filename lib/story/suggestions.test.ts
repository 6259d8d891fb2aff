import { beforeEach, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { AppError } from "../errors";
import { undoAct } from "../record/undo";
import { indexArticles } from "../search/index-articles";
import { sayApart } from "./apart";
import { mergeIntoStory } from "./change";
import { nearStories } from "./near";
import { suggestedStories } from "./suggestions";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const by = { id: null, name: "day@desk.example" };
const HOUR_MS = 3_600_000;

const TITLES = [
  "Merrow 4 replaces its storage engine and promises files for fifty years",
  "Merrow 4 and its new storage engine: files that open in fifty years",
  "The storage engine of Merrow 4 in one diagram of its files",
  "Ferry merges bookings at the ramp",
  "City archive opens its map tiles",
];
let ids: number[] = [];

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, audit_event, story_apart, search_word restart identity cascade`;
  ids = [];
  for (const [at, title] of TITLES.entries()) {
    const publishedAt = new Date(NOW.getTime() - at * HOUR_MS);
    ids.push(
      await anArticle(db, {
        title,
        publishedAt,
        domain: `paper${at}.example`,
        quality: 60 + at,
        state: at === 0 ? "queued" : "published",
      }),
    );
  }
  await indexArticles(db, ids);
});

const suggested = async () => (await suggestedStories(db, NOW)).map(({ articles }) => articles.map(({ id }) => id));

describe("suggestions", () => {
  test("are of articles with the same words, newest first, with what follows", async () => {
    const [first, ...others] = await suggestedStories(db, NOW);
    expect(others).toEqual([]);
    expect(first?.articles.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    expect(first?.likeness).toBeGreaterThan(0.5);
    expect(first?.words).toEqual(expect.arrayContaining(["engine"]));
    expect(first).toMatchObject({
      spanMs: 2 * HOUR_MS,
      along: [],
      outcome: { heat: 82, size: 3, lead: { id: ids[2] } },
    });
  });

  test("not of what is one story already, but of who would join it", async () => {
    await mergeIntoStory(db, ids.slice(0, 2), { by, now: NOW });
    expect(await suggested()).toEqual([ids.slice(0, 3)]);
    await mergeIntoStory(db, ids.slice(0, 3), { by, now: NOW });
    expect(await suggested()).toEqual([]);
  });

  test("others of their stories come along", async () => {
    await mergeIntoStory(db, [ids[2] as number, ids[4] as number], { by, now: NOW });
    const [first] = await suggestedStories(db, NOW);
    // The city's archive is in a story with one of them, whatever its title.
    expect([...(first?.articles ?? []), ...(first?.along ?? [])].map(({ id }) => id)).toEqual(
      expect.arrayContaining([ids[0], ids[1], ids[2], ids[4]]),
    );
    expect(first?.outcome.size).toBe(4);
  });

  test("what was said to be apart is not suggested again, until that is taken back", async () => {
    const { act, pairs } = await sayApart(db, ids.slice(0, 3), { by });
    expect(pairs).toBe(3);
    expect(await suggested()).toEqual([]);
    expect(await sayApart(db, ids.slice(0, 3), { by })).toEqual({ act: null, pairs: 0 });
    const undone = await undoAct(db, { act: act as number, by, now: NOW });
    expect(undone.changed).toBe(3);
    expect(await suggested()).toEqual([ids.slice(0, 3)]);
    await undoAct(db, { act: undone.act, by, now: NOW });
    expect(await suggested()).toEqual([]);
  });

  test("one that is apart from another is in no group with it", async () => {
    await sayApart(db, [ids[0] as number, ids[1] as number], { by });
    for (const group of await suggested()) expect(group).not.toEqual(expect.arrayContaining([ids[0], ids[1]]));
  });

  test("old and withdrawn articles are left alone", async () => {
    await sql`update article set withdrawn = true, state = 'unpublished' where id = ${ids[1] as number}`;
    await sql`update article set published_at = '2025-01-01' where id = ${ids[2] as number}`;
    expect(await suggested()).toEqual([]);
  });

  test("who is gone can't be apart", async () => {
    await expect(sayApart(db, [ids[0] as number, 999_999], { by })).rejects.toBeInstanceOf(AppError);
  });
});

describe("near", () => {
  test("are published articles with the same words, and what joining would do", async () => {
    const near = await nearStories(db, ids[0] as number, NOW);
    expect(near.map(({ article }) => article.id)).toEqual(expect.arrayContaining([ids[1], ids[2]]));
    expect(near).toHaveLength(2);
    const one = near.find(({ article }) => article.id === ids[1]);
    expect(one).toMatchObject({ before: { heat: 61, size: 1 }, after: { heat: 71, size: 2 } });
    expect(one?.words).toEqual(expect.arrayContaining(["engine"]));
    expect(one?.likeness).toBeGreaterThan(0.5);
  });

  test("a story is one, by its member that is most alike; its own is none", async () => {
    await mergeIntoStory(db, [ids[1] as number, ids[2] as number], { by, now: NOW });
    const near = await nearStories(db, ids[0] as number, NOW);
    expect(near.map(({ members }) => members.map(({ id }) => id))).toEqual([[ids[1], ids[2]]]);
    expect(near[0]).toMatchObject({ before: { heat: 72 }, after: { heat: 82 } });
    expect(await nearStories(db, ids[1] as number, NOW)).toEqual([]);
  });

  test("not what is apart, not what is unpublished, nothing for nothing", async () => {
    await sayApart(db, [ids[0] as number, ids[1] as number], { by });
    expect((await nearStories(db, ids[0] as number, NOW)).map(({ article }) => article.id)).toEqual([ids[2]]);
    expect(await nearStories(db, 999_999, NOW)).toEqual([]);
    expect(await nearStories(db, ids[3] as number, NOW)).toEqual([]);
  });
});
