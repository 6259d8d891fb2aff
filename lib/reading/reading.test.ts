import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { lists } from "@/db/article-lists";
import { formatCursor, parseCursor } from "@/db/keyset";
import { nextScheduleChange } from "@/db/news-counts";
import { type article, slugRedirect, story, topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import {
  archivePage,
  articlePage,
  frontPage,
  latestPage,
  monthPage,
  providerPage,
  providersPage,
  topicPage,
  topicsPage,
  topPage,
} from ".";
import { PAGE_SIZE } from "./page";
import type { Page } from "./types";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);

beforeEach(async () => {
  await db.execute(sql`truncate article, story, provider, topic, slug_redirect restart identity cascade`);
});

const ids = (page: Page<{ id: number }> | null) => page?.items.map((item) => item.id) ?? null;

describe("what is live", () => {
  test.each([
    ["published", {}, true],
    ["queued", { state: "queued" as const }, false],
    ["unpublished", { state: "unpublished" as const }, false],
    ["from this second on", { liveFrom: NOW }, true],
    ["not yet", { liveFrom: new Date(NOW.getTime() + 1) }, false],
    ["until the next moment", { liveUntil: new Date(NOW.getTime() + 1) }, true],
    ["until now", { liveUntil: NOW }, false],
  ])("%s", async (_name, given, isLive) => {
    const id = await anArticle(db, { ...given, slug: "it", topics: ["Databases"] });
    const expected = isLive ? [id] : [];
    expect(ids((await latestPage(db, NOW, null)).value.page)).toEqual(expected);
    expect(ids((await frontPage(db, NOW, null)).value.page)).toEqual(expected);
    expect(ids((await topPage(db, NOW, "all", null)).value.page)).toEqual(expected);
    expect(ids((await topicPage(db, NOW, "databases", null)).value.page)).toEqual(expected);
    expect(ids((await providerPage(db, NOW, "tailwater.example", null)).value.page)).toEqual(expected);
    expect(ids((await monthPage(db, NOW, 2026, 11, null)).value.page)).toEqual(isLive ? [id] : null);
    expect((await articlePage(db, NOW, "it")).value.found.kind === "live").toBe(isLive);
    expect((await archivePage(db, NOW)).value.months).toHaveLength(expected.length);
    expect((await providersPage(db, NOW)).value.providers).toHaveLength(expected.length);
  });

  test("the next change by schedule is known", async () => {
    expect(await nextScheduleChange(db, NOW)).toBeNull();
    await anArticle(db, { liveFrom: ago(-2) });
    await anArticle(db, { liveUntil: ago(-1) });
    await anArticle(db, { state: "queued", liveFrom: ago(-0.5) });
    expect(await nextScheduleChange(db, NOW)).toEqual(ago(-1));
  });
});

describe("order", () => {
  test("the front page fades heat with age: a tenth of the heat is 200,000 s", async () => {
    const at = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
    const old = await anArticle(db, { heat: 100, publishedAt: at(200_000) });
    const fresh = await anArticle(db, { heat: 11, publishedAt: at(0) });
    const cold = await anArticle(db, { heat: 9, publishedAt: at(0) });
    const unjudged = await anArticle(db, { heat: null, quality: null, publishedAt: at(0) });
    expect(ids((await frontPage(db, NOW, null)).value.page)).toEqual([fresh, old, cold, unjudged]);
  });

  test("top is by heat within the period, newer first among equals", async () => {
    const lastWeek = await anArticle(db, { heat: 150, publishedAt: ago(100) });
    const older = await anArticle(db, { heat: 90, publishedAt: ago(3) });
    const newer = await anArticle(db, { heat: 90, publishedAt: ago(2) });
    expect(ids((await topPage(db, NOW, "day", null)).value.page)).toEqual([newer, older]);
    expect(ids((await topPage(db, NOW, "week", null)).value.page)).toEqual([lastWeek, newer, older]);
  });
});

describe("paging", () => {
  const total = PAGE_SIZE * 2 + 5;
  const all = async (read: (cursor: string | null) => Promise<Page<{ id: number }> | null>) => {
    const pages: number[][] = [];
    const newer: (string | null)[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<{ id: number }> | null = await read(cursor);
      if (!page) throw new Error("not a cursor");
      pages.push(page.items.map((item) => item.id));
      newer.push(page.newer);
      cursor = page.older;
    } while (cursor);
    return { pages, newer };
  };

  test("every list can be read to its end, each article once, and back again", async () => {
    for (let index = 0; index < total; index++) {
      // Times and heats that are often equal: the id decides.
      await anArticle(db, {
        publishedAt: ago(Math.floor(index / 4)),
        heat: index % 3,
        topics: index % 2 ? ["Sync"] : ["Sync", "Data"],
      });
    }
    await db.insert(topic).values({ id: "everything", name: "Everything" });
    await db.execute(sql`update topic set parent = 'Everything' where id in ('sync', 'data')`);
    const lists = {
      latest: async (cursor: string | null) => (await latestPage(db, NOW, cursor)).value.page,
      front: async (cursor: string | null) => (await frontPage(db, NOW, cursor)).value.page,
      top: async (cursor: string | null) => (await topPage(db, NOW, "all", cursor)).value.page,
      provider: async (cursor: string | null) => (await providerPage(db, NOW, "tailwater.example", cursor)).value.page,
      topicWithChildren: async (cursor: string | null) => (await topicPage(db, NOW, "everything", cursor)).value.page,
    };
    for (const [name, read] of Object.entries(lists)) {
      const { pages, newer } = await all(read);
      expect(
        pages.map((page) => page.length),
        name,
      ).toEqual([PAGE_SIZE, PAGE_SIZE, 5]);
      expect(new Set(pages.flat()).size, name).toBe(total);
      expect(newer.slice(0, 2), name).toEqual([null, null]);
      expect(ids(await read(newer[2] ?? null)), name).toEqual(pages[1]);
    }
  });

  test("rows that come in at the top do not move the pages behind a cursor", async () => {
    for (let index = 0; index < PAGE_SIZE + 3; index++) await anArticle(db, { publishedAt: ago(index + 1) });
    const first = (await latestPage(db, NOW, null)).value.page;
    const before = ids((await latestPage(db, NOW, first?.older ?? null)).value.page);
    await anArticle(db, { publishedAt: ago(0) });
    expect(ids((await latestPage(db, NOW, first?.older ?? null)).value.page)).toEqual(before);
  });

  test("a cursor that nothing comes after is none, and a month without articles has no page", async () => {
    await anArticle(db, { topics: ["Sync"] });
    expect((await latestPage(db, NOW, "1_1")).value.page).toBeNull();
    expect((await topicPage(db, NOW, "sync", "1_1")).value.page).toBeNull();
    expect((await monthPage(db, NOW, 2026, 10, null)).value.page).toBeNull();
  });

  test.each(["x", "1", "1_2_3", "1_x", "_", "1_2.5", "1e9_2", "9".repeat(40), "1_2'; drop table article"])(
    "%j is no cursor of the latest",
    async (cursor) => {
      expect((await latestPage(db, NOW, cursor)).value.page).toBeNull();
    },
  );

  test("a cursor survives its address", () => {
    for (const [{ keyset }, cursor] of [
      [lists.latest(), [1_732_000_000_123, 7]],
      [lists.front(), [8973.12345678901, 12]],
    ] as const) {
      expect(parseCursor(formatCursor([...cursor]), keyset)).toEqual(cursor);
    }
  });

  test.each([
    ["99999999999_1_1", lists.top(null)],
    ["1.5_1_1", lists.top(null)],
    ["-999999999999999_1", lists.latest()],
    ["1.5_1", lists.latest()],
    ["1732000000123_1.5", lists.latest()],
  ])("%s is no cursor of a list that holds no such values", (cursor, { keyset }) => {
    expect(parseCursor(cursor, keyset)).toBeNull();
  });
});

describe("stories", () => {
  const aStory = async () => {
    const [row] = await db.insert(story).values({}).returning({ id: story.id });
    return row?.id ?? 0;
  };
  test("a lead lists its story: live members by their page, others by their link, queued and withdrawn ones not", async () => {
    const storyId = await aStory();
    const lead = await anArticle(db, { storyId, quality: 90, heat: 140, slug: "lead" });
    const member = (title: string, given: Partial<typeof article.$inferInsert>) =>
      anArticle(db, { storyId, isCoverage: true, heat: -1, title, ...given });
    await member("live", { quality: 80, slug: "live-member" });
    await member("by file", { quality: 70, state: "unpublished" });
    await member("without a file", { quality: 85, state: "unpublished", slug: null });
    await member("withdrawn", { quality: 60, state: "unpublished", withdrawn: true });
    await member("queued", { quality: null, state: "queued" });
    await member("scheduled", { quality: 50, liveFrom: ago(-1) });

    const front = (await frontPage(db, NOW, null)).value.page;
    expect(ids(front)).toEqual([lead]);
    expect(front?.items[0]?.coverage.map(({ title, slug }) => [title, slug])).toEqual([
      ["without a file", null],
      ["live", "live-member"],
      ["by file", null],
    ]);
    const { found } = (await articlePage(db, NOW, "live-member")).value;
    expect(found).toMatchObject({ kind: "live", page: { lead: { id: lead }, heat: null } });
    const onLead = (await articlePage(db, NOW, "lead")).value.found;
    expect(onLead).toMatchObject({
      kind: "live",
      page: { lead: null, heat: { quality: 90, others: 5, total: 140, byHand: false } },
    });
  });

  test("heat set by hand is said to be so", async () => {
    await anArticle(db, { slug: "it", quality: 73, heat: 72, heatGiven: 72 });
    expect((await articlePage(db, NOW, "it")).value.found).toMatchObject({
      page: { heat: { byHand: true, total: 72 } },
    });
  });
});

describe("addresses", () => {
  test.each([
    ["was live and is unpublished", { state: "unpublished" as const, wasLive: true }, "gone"],
    ["has ended by its schedule", { liveUntil: ago(1) }, "gone"],
    ["was never live", { state: "unpublished" as const }, "unknown"],
    ["is queued", { state: "queued" as const }, "unknown"],
    ["is to go live", { liveFrom: ago(-1) }, "unknown"],
  ])("an article that %s", async (_name, given, kind) => {
    const id = await anArticle(db, { slug: "it", ...given });
    await db.insert(slugRedirect).values({ slug: "old", articleId: id });
    expect((await articlePage(db, NOW, "it")).value.found).toEqual({ kind });
    expect((await articlePage(db, NOW, "old")).value.found).toEqual({ kind });
  });

  test("a renamed article has moved", async () => {
    const id = await anArticle(db, { slug: "new" });
    await db.insert(slugRedirect).values({ slug: "old", articleId: id });
    expect((await articlePage(db, NOW, "old")).value.found).toEqual({ kind: "moved", slug: "new" });
    expect((await articlePage(db, NOW, "never")).value.found).toEqual({ kind: "unknown" });
  });
});

describe("topics", () => {
  test("so does a topic in the middle", async () => {
    await db.insert(topic).values([
      { id: "data", name: "Data", position: 0 },
      { id: "sync", name: "Sync", parent: "Data", position: 1 },
      { id: "clocks", name: "Clocks", parent: "Sync", position: 2 },
    ]);
    await anArticle(db, { topics: ["Sync", "Clocks"] });
    await anArticle(db, { topics: ["Clocks"] });
    expect((await topicsPage(db, NOW)).value.topics).toMatchObject([
      { id: "data", articles: 2, children: [{ id: "sync", articles: 2, children: [{ id: "clocks", articles: 2 }] }] },
    ]);
  });

  test("a parent counts the articles of its children once", async () => {
    await db.insert(topic).values([
      { id: "data", name: "Data", position: 0 },
      { id: "sync", name: "Sync", parent: "Data", position: 1 },
      { id: "circle", name: "Circle", parent: "Circle", position: 2 },
    ]);
    await anArticle(db, { topics: ["Data", "Sync"] });
    await anArticle(db, { topics: ["Sync"] });
    const { topics } = (await topicsPage(db, NOW)).value;
    expect(topics).toMatchObject([
      { id: "data", articles: 2, children: [{ id: "sync", articles: 2, children: [] }] },
      { id: "circle", articles: 0 },
    ]);
    expect((await topicPage(db, NOW, "data", null)).value).toMatchObject({
      topic: { articles: 2, children: [{ id: "sync" }] },
    });
    expect((await topicPage(db, NOW, "nothing", null)).value.topic).toBeNull();
  });
});

test("what is like an article shares topics and words with it, and is not of its story", async () => {
  await anArticle(db, { topics: ["Data"], title: "Something else entirely" });
  const near = await anArticle(db, { topics: ["Data"], title: "Storage engines compared" });
  await anArticle(db, { topics: ["Sync"], title: "A storage engine without the topic" });
  await anArticle(db, { topics: ["Data"], title: "Storage engine unpublished", state: "unpublished" });
  await anArticle(db, { topics: ["Data"], title: "The new storage engines", slug: "it" });
  const { found } = (await articlePage(db, NOW, "it")).value;
  expect(found.kind === "live" && found.page.alike[0]?.id).toBe(near);
  expect(found.kind === "live" && found.page.alike).toHaveLength(2);
});
