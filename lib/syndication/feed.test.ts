/** What feeds hold, and what changes in them as articles change. */
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { article, picture, providerRedirect, topic, topicRedirect } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { pictureKey } from "../pictures/key";
import { changeArticles } from "../publishing/change";
import { takeDown } from "../publishing/take-down";
import { providerPage, topicPage } from "../reading";
import { mergeIntoStory, splitFromStory } from "../story/change";
import { type Feed, feedOf } from "./feed";
import type { AskedFeed, FeedSource } from "./source";

const database = scratchDatabase();
const by = { id: null, name: "editor@a.example" };
const ANY: AskedFeed = { quality: null, heat: null, before: null };
const LATEST: FeedSource = { kind: "latest" };
const TOPIC: FeedSource = { kind: "topic", id: "sync" };
const PROVIDER: FeedSource = { kind: "provider", domain: "tailwater.example" };
/** Rows are dated by the database's clock. */
const soon = () => new Date(Date.now() + 1_000);

beforeEach(async () => {
  await database.db.execute(
    sql`truncate article, story, provider, topic, article_topic, audit_event, picture, gone_slug restart identity cascade`,
  );
});

async function feed(source: FeedSource = LATEST, asked: Partial<AskedFeed> = {}, now = soon()): Promise<Feed> {
  const found = await feedOf(database.db, now, source, { ...ANY, ...asked });
  if (found.kind !== "feed") throw new Error(`It is ${found.kind}.`);
  return found.feed;
}
const ids = ({ articles }: Feed) => articles.map(({ id }) => id);
const goneIds = ({ gone }: Feed) => gone.map(({ id }) => id);
const change = (id: number, changes: Parameters<typeof changeArticles>[1]["edits"][number]["changes"]) =>
  changeArticles(database.db, { edits: [{ id, changes, confirmed: "any" }], by, now: new Date() });

test("a topic has its children's articles, a provider its own, as their pages do", async () => {
  const { db } = database;
  await db.insert(topic).values([
    { id: "sync", name: "Sync" },
    { id: "crdt", name: "CRDT", parent: "Sync" },
  ]);
  const child = await anArticle(db, { topics: ["CRDT"], domain: "merrow.example" });
  const both = await anArticle(db, { topics: ["Sync", "CRDT"] });
  const none = await anArticle(db, { quality: 20 });
  expect(ids(await feed())).toEqual([none, both, child]);
  expect(ids(await feed(TOPIC))).toEqual([both, child]);
  expect(ids(await feed(PROVIDER))).toEqual([none, both]);
  expect(ids(await feed(PROVIDER, { quality: 21 }))).toEqual([both]);
  const now = soon();
  const page = (read: { value: { page: { items: { id: number }[] } | null } }) =>
    read.value.page?.items.map(({ id }) => id);
  expect(ids(await feed(TOPIC, {}, now))).toEqual(page(await topicPage(db, now, "sync", null)));
  expect(ids(await feed(PROVIDER, {}, now))).toEqual(page(await providerPage(db, now, PROVIDER.domain, null)));
});

test("a renamed topic, a merged provider and another way to write a domain lead on", async () => {
  const { db } = database;
  await anArticle(db, { topics: ["Sync"] });
  await db.insert(topicRedirect).values({ id: "synchronisation", topicId: "sync" });
  await db.insert(providerRedirect).values({ domain: "old.example", providerId: 1 });
  const at = (source: FeedSource) => feedOf(db, soon(), source, ANY);
  expect(await at({ kind: "topic", id: "synchronisation" })).toEqual({ kind: "moved", to: TOPIC });
  expect(await at({ kind: "provider", domain: "old.example" })).toEqual({ kind: "moved", to: PROVIDER });
  expect(await at({ kind: "provider", domain: "Tailwater.example" })).toEqual({ kind: "moved", to: PROVIDER });
  expect(await at({ kind: "topic", id: "nothing" })).toEqual({ kind: "unknown" });
  expect(await at({ kind: "provider", domain: "nothing.example" })).toEqual({ kind: "unknown" });
});

describe("a lead", () => {
  const listed = async (id: number) => (await feed()).articles.find((one) => one.id === id);

  test("is updated as its coverage joins and leaves, though the other is old", async () => {
    const { db } = database;
    const lead = await anArticle(db, { quality: 90 });
    const other = await anArticle(db, { quality: 60, publishedAt: new Date("2020-01-01") });
    expect(await listed(lead)).toMatchObject({ updatedAt: null, coverage: [] });
    await mergeIntoStory(db, [lead, other], { by, now: new Date() });
    const joined = await listed(lead);
    expect(joined?.coverage.map(({ id }) => id)).toEqual([other]);
    expect(joined?.updatedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    const third = await anArticle(db, { quality: 55 });
    await mergeIntoStory(db, [third, lead], { into: lead, by, now: new Date() });
    const again = await listed(lead);
    expect(again?.coverage).toHaveLength(2);
    expect(again?.updatedAt?.getTime()).toBeGreaterThan(joined?.updatedAt?.getTime() ?? 0);
    await splitFromStory(db, [third], { by, now: new Date() });
    const left = await listed(lead);
    expect(left?.coverage).toHaveLength(1);
    expect(left?.updatedAt?.getTime()).toBeGreaterThan(again?.updatedAt?.getTime() ?? 0);
  });

  test("is not updated by a score or another address", async () => {
    const { db } = database;
    const lead = await anArticle(db, { quality: 90 });
    await change(lead, { quality: 95 });
    await change(lead, { slug: "2026-11-20-another" });
    await change(lead, { heat: 200 });
    expect(await listed(lead)).toMatchObject({ updatedAt: null, slug: "2026-11-20-another" });
  });

  test("is updated by coverage that came later, though its heat is set by hand", async () => {
    const { db } = database;
    await db.execute(sql`insert into story default values`);
    const lead = await anArticle(db, { heatGiven: 90, storyId: 1, createdAt: new Date("2026-01-01") });
    await anArticle(db, { storyId: 1, isCoverage: true, state: "unpublished", createdAt: new Date("2026-01-02") });
    await anArticle(db, {
      storyId: 1,
      isCoverage: true,
      state: "unpublished",
      withdrawn: true,
      createdAt: new Date("2026-01-03"),
      publishedAt: new Date("2019-01-01"),
    });
    const item = await listed(lead);
    expect(item?.coverage).toHaveLength(1);
    expect(item?.updatedAt).toEqual(item?.coverage[0]?.publishedAt ?? null);
    await db
      .update(article)
      .set({ publishedAt: new Date("2019-01-01") })
      .where(eq(article.isCoverage, true));
    expect((await listed(lead))?.updatedAt).toEqual(new Date("2026-01-02"));
  });

  test("is updated by what an editor puts to it, though its heat is set by hand", async () => {
    const { db } = database;
    const lead = await anArticle(db, { quality: 90, heatGiven: 70, heat: 70 });
    const other = await anArticle(db, {
      quality: 60,
      publishedAt: new Date("2020-01-01"),
      createdAt: new Date("2020-01-01"),
    });
    await db.execute(sql`insert into story default values`);
    await db.update(article).set({ storyId: 1 }).where(eq(article.id, lead));
    await anArticle(db, {
      storyId: 1,
      isCoverage: true,
      publishedAt: new Date("2020-01-01"),
      createdAt: new Date("2020-01-01"),
    });
    expect(await listed(lead)).toMatchObject({ updatedAt: null, coverage: [{}] });
    await mergeIntoStory(db, [lead, other], { into: lead, by, now: new Date() });
    const item = await listed(lead);
    expect(item?.coverage).toHaveLength(2);
    expect(item?.updatedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  test("is updated by another title or excerpt, unless it was not published yet", async () => {
    const id = await anArticle(database.db, { state: "queued" });
    await change(id, { title: "Before" });
    await change(id, { state: "published", excerpt: "With it." });
    expect(await listed(id)).toMatchObject({ title: "Before", updatedAt: null });
    for (const changes of [{ title: "After" }, { excerpt: "Otherwise." }]) {
      const last = (await listed(id))?.updatedAt?.getTime() ?? Date.now() - 60_000;
      await change(id, changes);
      expect((await listed(id))?.updatedAt?.getTime()).toBeGreaterThan(last);
    }
  });

  test("tells its correction", async () => {
    const id = await anArticle(database.db);
    await change(id, { correction: "It was eleven." });
    expect(await listed(id)).toMatchObject({ correction: "It was eleven.", updatedAt: expect.any(Date) });
  });
});

describe("what is gone", () => {
  test("is told: unpublished, ended or deleted, and not what was never live or is back", async () => {
    const { db } = database;
    const now = soon();
    const [kept, unpublished, ended, deleted, never] = [
      await anArticle(db),
      await anArticle(db, { topics: ["Sync"] }),
      await anArticle(db, { liveUntil: new Date(now.getTime() - 60_000), domain: "merrow.example" }),
      await anArticle(db),
      await anArticle(db, { state: "unpublished" }),
    ];
    await db.update(article).set({ wasLive: true }).where(eq(article.id, kept));
    await change(unpublished, { state: "unpublished" });
    await takeDown(db, { id: deleted, confirmation: `2026-11-20-article-${await lastSlugNumber(deleted)}`, by, now });
    const latest = await feed();
    expect(ids(latest)).toEqual([kept]);
    expect(goneIds(latest).toSorted()).toEqual([unpublished, ended, deleted].toSorted());
    expect(latest.gone.find(({ id }) => id === ended)?.at).toEqual(new Date(now.getTime() - 60_000));
    expect(goneIds(await feed(PROVIDER)).toSorted()).toEqual([unpublished, deleted].toSorted());
    expect(goneIds(await feed(TOPIC)).toSorted()).toEqual([unpublished, deleted].toSorted());
    expect(goneIds(await feed(LATEST, { before: [Date.now() * 2, 1] }))).toEqual([]);
    expect(goneIds(await feed(LATEST, {}, new Date(now.getTime() + 31 * 86_400_000)))).toEqual([]);
    await change(unpublished, { state: "published" });
    expect(goneIds(await feed())).not.toContain(unpublished);
    expect(goneIds(await feed())).not.toContain(never);
  });
});

const lastSlugNumber = async (id: number) => {
  const [row] = await database.db.select({ slug: article.slug }).from(article).where(eq(article.id, id));
  return row?.slug?.split("-").at(-1);
};

test("a picture comes along once the portal has it", async () => {
  const url = "https://tailwater.example/mast.png";
  await anArticle(database.db, { images: [{ url }] });
  await database.db.insert(picture).values({ key: pictureKey(url) ?? "", url, state: "waiting" });
  expect((await feed()).articles[0]?.enclosure).toBeNull();
  await database.db.update(picture).set({ state: "ready", bytes: 1_234 });
  expect((await feed()).articles[0]?.enclosure).toEqual({ url, type: "image/png", length: 1_234 });
});
