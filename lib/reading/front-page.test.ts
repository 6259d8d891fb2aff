/** What editors do to the front page, and what it does to the pages below. */
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { changeArticles } from "../publishing/change";
import type { Changes } from "../publishing/plan";
import { feedSpan } from "../syndication/archive";
import { frontPage, latestPage, providerPage, topicPage, topPage } from ".";
import { PAGE_SIZE } from "./page";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);
const by = { id: null, name: "day@desk.example" };

beforeEach(async () => {
  await db.execute(sql`truncate article, story, provider, topic, audit_event, outbox restart identity cascade`);
});

/** So many articles, the hottest first; their ids run from 1. */
async function articles(count: number): Promise<void> {
  for (let index = 0; index < count; index++) await anArticle(db, { publishedAt: at(-index), topics: ["Sync"] });
}
const change = (id: number, changes: Changes) => changeArticles(db, { edits: [{ id, changes }], by, now: NOW });
const pin = (id: number, pinPlace: number, pinUntil = at(5)) => change(id, { pinPlace, pinUntil });
const read = async (cursor: string | null = null, now = NOW) => (await frontPage(db, now, cursor)).value.page;
const shown = async (now = NOW) => (await read(null, now))?.items.map(({ id }) => id);

/** All pages by their links to older ones. */
async function pages(now = NOW): Promise<number[][]> {
  const all: number[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof read>> = await read(cursor, now);
    if (!page) throw new Error("A link to an older page leads nowhere.");
    all.push(page.items.map(({ id }) => id));
    cursor = page.older;
  } while (cursor);
  return all;
}
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("a pinned story", () => {
  test("stands at its place until its time ends, to the moment", async () => {
    await articles(5);
    await pin(5, 2, at(1));
    expect(await shown()).toEqual([1, 5, 2, 3, 4]);
    expect(await shown(new Date(at(1).getTime() - 1))).toEqual([1, 5, 2, 3, 4]);
    expect(await shown(at(1))).toEqual([1, 2, 3, 4, 5]);
  });

  test("ends the kept page with its time", async () => {
    await articles(3);
    expect((await frontPage(db, NOW, null)).until).toBeUndefined();
    await pin(2, 3, at(9));
    await pin(3, 2, at(4));
    expect((await frontPage(db, NOW, null)).until).toEqual(at(4));
    expect((await frontPage(db, at(4), null)).until).toEqual(at(9));
  });

  test("that is pinned later comes first on the same place, also when it is pinned anew", async () => {
    await articles(5);
    await pin(4, 1);
    await pin(5, 1);
    expect(await shown()).toEqual([5, 4, 1, 2, 3]);
    await pin(4, 1, at(6));
    expect(await shown()).toEqual([4, 5, 1, 2, 3]);
  });

  test.each<[string, Changes]>([
    ["not live any more", { state: "unpublished" }],
    ["not live yet", { liveFrom: at(1) }],
    ["hidden", { frontHidden: true }],
  ])("that is %s leaves its place to others", async (_, changes) => {
    await articles(3);
    await pin(3, 1);
    expect(await shown()).toEqual([3, 1, 2]);
    await change(3, changes);
    expect(await shown()).toEqual([1, 2]);
  });

  test("that goes live by its schedule stands at its place from then on", async () => {
    await articles(3);
    await change(3, { liveFrom: at(1), pinPlace: 1, pinUntil: at(2) });
    expect(await shown()).toEqual([1, 2]);
    expect(await shown(at(1))).toEqual([3, 1, 2]);
    expect(await shown(at(2))).toEqual([1, 2, 3]);
  });

  test("that became coverage is its lead's", async () => {
    await articles(3);
    await pin(3, 1);
    await db.execute(sql`insert into story default values`);
    await db.execute(sql`update article set story_id = 1, is_coverage = id = 3 where id in (1, 3)`);
    expect(await shown()).toEqual([1, 2]);
  });
});

describe("older pages", () => {
  test("lose nobody and show nobody twice", async () => {
    await articles(PAGE_SIZE * 2 + 5);
    await pin(65, 2);
    await pin(40, 30);
    await change(3, { frontHidden: true });
    const all = await pages();
    expect(all.map((page) => page.length)).toEqual([PAGE_SIZE, PAGE_SIZE, 4]);
    expect(all[0]?.[1]).toBe(65);
    expect(all[0]?.[29]).toBe(40);
    expect(all.flat().toSorted((a, b) => a - b)).toEqual(numbers(1, 65).filter((id) => id !== 3));
    expect(all[1]?.[0]).toBe(30);
  });

  test("also where the first page has pinned ones only, and more pins than places", async () => {
    await articles(PAGE_SIZE + 8);
    for (const id of numbers(1, PAGE_SIZE + 2)) await pin(id, Math.min(id, PAGE_SIZE));
    const all = await pages();
    expect(all[0]).toEqual([...numbers(1, PAGE_SIZE - 1), PAGE_SIZE + 2]);
    expect(all[1]).toEqual([30, 31, ...numbers(33, 38)]);
    const second = await read((await read())?.older ?? null);
    expect(second?.newer).toBeNull();
  });

  test("lead back to the first", async () => {
    await articles(PAGE_SIZE * 3);
    await pin(90, 1);
    await pin(89, 1);
    const second = (await read())?.older ?? null;
    const third = (await read(second))?.older ?? null;
    expect((await read(third))?.newer).toBe(second);
    expect((await read(second))?.newer).toBeNull();
  });

  test("lose nobody on the way back when pins came meanwhile", async () => {
    await articles(PAGE_SIZE * 2);
    const second = (await read())?.older ?? null;
    await pin(60, 1);
    await pin(59, 1);
    const newer = (await read(second))?.newer ?? null;
    expect((await read(newer))?.items[0]?.id).toBe(29);
    expect((await read(newer))?.newer).toBeNull();
  });

  test("whatever is pinned and hidden", { timeout: 60_000 }, async () => {
    const total = PAGE_SIZE + 12;
    await articles(total);
    const id = fc.integer({ min: 1, max: total });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(id, { maxLength: 34 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 34, maxLength: 34 }),
        fc.uniqueArray(id, { maxLength: 5 }),
        async (pinned, places, hidden) => {
          await db.execute(sql`update article set pin_place = null, pin_until = null, front_hidden = false`);
          for (const [index, one] of pinned.entries()) {
            await db.execute(sql`
              update article set pin_place = ${places[index]}, pin_until = ${at(1).toISOString()}::timestamptz where id = ${one}`);
          }
          if (hidden.length > 0) await db.execute(sql`update article set front_hidden = true where id in ${hidden}`);
          const all = await pages();
          expect(all.flat().toSorted((a, b) => a - b)).toEqual(
            numbers(1, total).filter((one) => !hidden.includes(one)),
          );
          expect(all[0]).toHaveLength(Math.min(PAGE_SIZE, total - hidden.length));
        },
      ),
      { numRuns: 15 },
    );
  });
});

test("a hidden story stays everywhere but on the front page", async () => {
  await articles(3);
  await change(1, { frontHidden: true });
  const ids = (page: { items: { id: number }[] } | null) => page?.items.map(({ id }) => id);
  expect(await shown()).toEqual([2, 3]);
  expect((await frontPage(db, NOW, null)).value.rail?.latest.map(({ id }) => id)).toEqual([2, 3]);
  expect(ids((await latestPage(db, NOW, null)).value.page)).toEqual([1, 2, 3]);
  expect(ids((await topPage(db, NOW, "all", null)).value.page)).toEqual([1, 2, 3]);
  expect(ids((await topicPage(db, NOW, "sync", null)).value.page)).toEqual([1, 2, 3]);
  expect(ids((await providerPage(db, NOW, "tailwater.example", null)).value.page)).toEqual([1, 2, 3]);
  expect((await feedSpan(db, { of: "all", quality: null, heat: null }, NOW, null)).ids).toEqual([1, 2, 3]);
  await change(1, { frontHidden: false });
  expect(await shown()).toEqual([1, 2, 3]);
});
