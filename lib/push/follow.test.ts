import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { enqueue } from "@/db/outbox";
import { toldArticle, topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { changeArticles } from "../publishing/change";
import type { Changes } from "../publishing/plan";
import { takeDown } from "../publishing/take-down";
import { drain } from "../search/keeping/drain";
import { followSchedules } from "../search/keeping/schedule";
import { followingNews, noteNews } from "./follow";
import type { Receivers } from "./receivers";
import { aWebhook, deliveries, pings, SITE_URL } from "./testing/hooks";

const { db } = scratchDatabase();
const by = { id: null, name: "test" };
const NOW = new Date("2026-11-20T12:00:00Z");
const NOBODY: Receivers = { siteUrl: SITE_URL, hub: null, indexNow: null };
const HUB: Receivers = { ...NOBODY, hub: "https://hub.example/" };
const HOOK = "https://hooks.example/news";

beforeEach(async () => {
  await db.execute(sql`truncate article, story, topic, provider, webhook, ping, told_article, outbox, setting cascade`);
});

const note = (receivers = NOBODY, now = NOW) => db.transaction((tx) => noteNews(tx, { receivers, now }));
const change = (id: number, changes: Changes, now = NOW) =>
  changeArticles(db, { edits: [{ id, changes, confirmed: "any" }], by, now });
/** What webhooks were told, each as `event slug`. */
const told = async () =>
  (await deliveries(db)).map(({ event, body }) => `${event} ${JSON.parse(body).data.slug ?? ""}`);
const drained = () => drain(db, [], new Map(), followingNews(NOBODY, expect.unreachable));
/** A webhook, and everything up to now known to it. */
async function listening(events?: readonly string[]) {
  const hook = await aWebhook(db, HOOK, events);
  await note();
  return hook;
}

test("nobody is told of what was there before, and nothing is kept while nobody listens", async () => {
  const id = await anArticle(db);
  await change(id, { title: "Before anybody listened" });
  await note();
  expect(await db.select().from(toldArticle)).toEqual([]);
  await listening();
  await note();
  expect(await told()).toEqual([]);
  await db.execute(sql`update webhook set enabled = false`);
  await note();
  expect(await db.select().from(toldArticle)).toEqual([]);
});

test("going live, changing, ending and deletion are told once each, whoever sees them first", async () => {
  await listening();
  const id = await anArticle(db, { state: "queued", slug: "a-pier" });
  const twice = async () => {
    await note();
    await drained();
    await note();
  };
  await change(id, { title: "Still in the queue" });
  await twice();
  await change(id, { state: "published" });
  await twice();
  await change(id, { title: "A pier reopens" });
  await twice();
  await change(id, { state: "unpublished" });
  await twice();
  await takeDown(db, { id, confirmation: "a-pier", by, now: NOW });
  // What was said of it before is not kept, nor sent any more.
  expect(await told()).toEqual(["article.published a-pier", "article.updated a-pier", "article.unpublished a-pier"]);
  await twice();
  expect(await told()).toEqual(["article.deleted a-pier"]);
  expect(await db.select().from(toldArticle)).toEqual([]);
});

test("the drain of search loses nothing that came after the last look", async () => {
  await listening();
  const id = await anArticle(db, { state: "queued", slug: "a-ferry" });
  await change(id, { state: "published" });
  await drained();
  expect(await told()).toEqual(["article.published a-ferry"]);
});

test("what a worker noted and did not commit is noted by the next", async () => {
  await listening();
  const id = await anArticle(db, { state: "queued", slug: "a-lamp" });
  await change(id, { state: "published" });
  const dies = db.transaction(async (tx) => {
    await noteNews(tx, { receivers: HUB, now: NOW });
    throw new Error("dies");
  });
  await expect(dies).rejects.toThrow("dies");
  expect([await told(), await pings(db)]).toEqual([[], []]);
  await Promise.all([note(), note(), drained()]);
  expect(await told()).toEqual(["article.published a-lamp"]);
});

test("going live and ending by schedule are told when they are due", async () => {
  await listening();
  const [from, until] = [new Date(NOW.getTime() + 60_000), new Date(NOW.getTime() + 120_000)];
  const id = await anArticle(db, { state: "queued", slug: "an-eclipse" });
  await followSchedules(db, NOW);
  await change(id, { state: "published", liveFrom: from, liveUntil: until });
  await note();
  expect(await told()).toEqual([]);
  for (const now of [from, until]) {
    await followSchedules(db, now);
    await note(NOBODY, now);
  }
  expect(await told()).toEqual(["article.published an-eclipse", "article.unpublished an-eclipse"]);
});

test("what only editors see is no news; a change of mind before anybody looked is none", async () => {
  const id = await anArticle(db, { slug: "a-crane" });
  await listening();
  await change(id, { pinPlace: 1, pinUntil: new Date(NOW.getTime() + 60_000) });
  await note();
  await change(id, { state: "unpublished" });
  await change(id, { state: "published" });
  await note();
  expect(await told()).toEqual([]);
});

test("a lead is told of when coverage joins, and another address with the one before", async () => {
  const [lead, other] = [await anArticle(db, { slug: "lead", quality: 90 }), await anArticle(db, { slug: "other" })];
  await listening();
  const { storyId } = await db.transaction(async (tx) => {
    const [row] = await tx.execute<{ id: number }>(sql`insert into story default values returning id::float8 as id`);
    return { storyId: row?.id ?? 0 };
  });
  const edits = [lead, other].map((id) => ({ id, changes: { storyId } }));
  await changeArticles(db, { edits, by, now: NOW });
  await note();
  const bodies = (await deliveries(db)).map(({ body }) => JSON.parse(body));
  expect(bodies[0]).toMatchObject({
    type: "article.updated",
    timestamp: NOW.toISOString(),
    data: { slug: "lead", url: `${SITE_URL}/news/lead`, heat: 100, coverage: [{ slug: "other" }] },
  });
  expect(bodies[0].data).not.toHaveProperty("highlights");
  await change(lead, { slug: "lead-renamed" });
  await note();
  expect(JSON.parse((await deliveries(db)).at(-1)?.body ?? "").data).toMatchObject({
    slug: "lead-renamed",
    formerSlug: "lead",
  });
});

test("each webhook hears of what it asked for; what is taken back is not told once more", async () => {
  await listening(["article.unpublished"]);
  const id = await anArticle(db, { state: "queued", slug: "a-mast", title: "Not to be repeated" });
  await change(id, { state: "published" });
  await note();
  await change(id, { state: "unpublished" });
  await note();
  expect((await deliveries(db)).map(({ body }) => JSON.parse(body))).toEqual([
    {
      type: "article.unpublished",
      timestamp: NOW.toISOString(),
      data: { slug: "a-mast", url: `${SITE_URL}/news/a-mast` },
    },
  ]);
});

test("pings name each feed that changed once: topics with those above, those left, and the provider", async () => {
  await note(HUB);
  const id = await anArticle(db, { state: "queued", slug: "a-buoy", topics: ["Buoys"], domain: "sea.example" });
  await db.insert(topic).values([
    { id: "harbour", name: "Harbour", parent: "Sea" },
    { id: "sea", name: "Sea", parent: "Harbour" },
    { id: "rope", name: "Rope" },
  ]);
  await db.execute(sql`update topic set parent = 'Harbour' where id = 'buoys'`);
  const feeds = async () => {
    const rows = await pings(db);
    await db.execute(sql`delete from ping`);
    return rows.map(({ url }) => url.replace(SITE_URL, "")).filter((url) => url.endsWith("/rss.xml"));
  };
  await change(id, { state: "published" });
  await note(HUB);
  await note(HUB);
  const all = (await pings(db)).map(({ url }) => url);
  expect(all).toEqual(expect.arrayContaining([`${SITE_URL}/atom.xml`, `${SITE_URL}/topic/sea/feed.json`]));
  const first = ["/provider/sea.example/rss.xml", "/rss.xml", "/topic/buoys/rss.xml", "/topic/harbour/rss.xml"];
  expect(await feeds()).toEqual([...first, "/topic/sea/rss.xml"]);
  await change(id, { topics: ["rope"] });
  await note(HUB);
  expect(await feeds()).toEqual([...first, "/topic/rope/rss.xml", "/topic/sea/rss.xml"]);
  await change(id, { state: "unpublished" });
  await note(HUB);
  expect(await feeds()).toContain("/topic/rope/rss.xml");
});

test("search engines are told of the page, its address before, its topics and the front page", async () => {
  const receivers = { ...NOBODY, indexNow: { endpoint: "https://index.example", key: "12345678" } };
  const id = await anArticle(db, { slug: "a-winch", topics: ["Winches"] });
  await note(receivers);
  await change(id, { slug: "a-better-winch" });
  await note(receivers);
  expect((await pings(db)).map(({ kind, url }) => [kind, url.replace(SITE_URL, "")])).toEqual([
    ["indexnow", "/"],
    ["indexnow", "/news/a-better-winch"],
    ["indexnow", "/news/a-winch"],
    ["indexnow", "/topic/winches"],
  ]);
});

test("many changes are told in several steps", async () => {
  await listening();
  const ids: number[] = [];
  for (let n = 0; n < 30; n++) ids.push(await anArticle(db, { slug: `many-${n}` }));
  await enqueue(db, ids);
  await drained();
  expect(await told()).toHaveLength(30);
});

test("of many changes each is looked at once, by article", async () => {
  await listening();
  const ids: number[] = [];
  for (const title of ["A", "B", "C"]) ids.push(await anArticle(db, { title }));
  await enqueue(db, ids);
  await db.transaction((tx) => noteNews(tx, { receivers: NOBODY, now: NOW, beyond: ids[1] }));
  expect((await deliveries(db)).map(({ articleId }) => articleId)).toEqual([ids[2]]);
  await note();
  expect((await deliveries(db)).map(({ articleId }) => articleId)).toEqual([ids[2], ids[0], ids[1]]);
});
