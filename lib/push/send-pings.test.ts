import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addPings, claimPings } from "@/db/pings";
import { scratchDatabase } from "@/db/testing/scratch";
import { DAY_MS } from "../time";
import { MAX_ATTEMPTS } from "./backoff";
import { type Receivers, receiversOf } from "./receivers";
import { pingHub, pingSearchEngines } from "./send-pings";
import { pings, SITE_URL } from "./testing/hooks";
import { type Receiver, receiver } from "./testing/receiver";

const { db } = scratchDatabase();
const START = new Date("2026-11-20T12:00:00Z");
const FEED = `${SITE_URL}/rss.xml`;
let now: Date;
let server: Receiver;
let receivers: Receivers;

beforeEach(async () => {
  await db.execute(sql`truncate ping`);
  now = START;
  server = await receiver();
  receivers = { siteUrl: SITE_URL, hub: server.url, indexNow: { endpoint: server.url, key: "0123456789abcdef" } };
});
afterEach(() => server.close());

const all = async () => {
  while (await pingHub(db, receivers, { now }));
};

test("the hub is told of each feed once, as a form", async () => {
  const feeds = ["rss.xml", "atom.xml", "feed.json", "topic/a/rss.xml", "topic/b%26c/rss.xml", "x", "y"];
  await addPings(
    db,
    "websub",
    [...feeds, "rss.xml"].map((feed) => `${SITE_URL}/${feed}`),
    START,
  );
  await addPings(db, "websub", [FEED], START);
  await all();
  await all();
  const urls = server.received.map(({ body }) => new URLSearchParams(body).get("hub.url"));
  expect(urls.toSorted()).toEqual(feeds.map((feed) => `${SITE_URL}/${feed}`).toSorted());
  const ofAll = server.received.find(({ body }) => body.includes(encodeURIComponent(FEED)));
  expect(ofAll?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
  expect([...new URLSearchParams(ofAll?.body)]).toEqual([
    ["hub.mode", "publish"],
    ["hub.url", FEED],
    ["hub.topic", FEED],
  ]);
  expect(await pings(db)).toEqual([]);
});

test("several processes tell of no feed twice", async () => {
  await addPings(
    db,
    "websub",
    Array.from({ length: 20 }, (_, n) => `${SITE_URL}/${n}`),
    START,
  );
  await Promise.all([all(), all(), all()]);
  expect(new Set(server.received.map(({ body }) => body)).size).toBe(20);
  expect(server.received).toHaveLength(20);
});

test("what one process takes another leaves, without waiting for it", async () => {
  await addPings(db, "websub", [FEED, `${SITE_URL}/atom.xml`], START);
  const taking = { now, until: new Date(now.getTime() + DAY_MS), limit: 1 };
  await db.transaction(async (tx) => {
    const [first] = await claimPings(tx, "websub", taking);
    const [second] = await claimPings(db, "websub", taking);
    expect([first?.url, second?.url].toSorted()).toEqual([`${SITE_URL}/atom.xml`, FEED]);
  });
});

test("what changes while the hub is being told is told again", async () => {
  await addPings(db, "websub", [FEED], START);
  server.answer((response) => {
    void addPings(db, "websub", [FEED], START).then(() => response.writeHead(202).end());
  });
  await all();
  const [waiting] = await pings(db);
  expect(waiting).toMatchObject({ url: FEED, attempts: 0 });
  expect(waiting?.availableAt.getTime()).toBeGreaterThan(START.getTime());
  server.answer(202);
  now = waiting?.availableAt ?? now;
  await all();
  expect(await pings(db)).toEqual([]);
});

test("a hub that fails is tried later with all of it, ever more rarely, and given up after a day", async () => {
  server.answer(503);
  await addPings(db, "websub", [FEED, `${SITE_URL}/atom.xml`], START);
  for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
    await all();
    expect(server.received).toHaveLength(attempt);
    const rows = await pings(db);
    expect(new Set(rows.map(({ availableAt }) => availableAt.getTime())).size).toBe(1);
    expect(rows[0]).toMatchObject({ error: "It answered 503." });
    now = rows[0]?.availableAt ?? now;
    // A change meanwhile neither hurries it nor forgets what was tried.
    await addPings(db, "websub", [FEED], START);
  }
  expect(now.getTime() - START.getTime()).toBeGreaterThan(0.9 * DAY_MS);
  await all();
  expect(await pings(db)).toEqual([]);
});

test("no answer in time is a failure", async () => {
  server.answer(() => {});
  await addPings(db, "websub", [FEED], START);
  await pingHub(db, receivers, { now, timeoutMs: 100 });
  expect(await pings(db)).toMatchObject([{ attempts: 1, error: "No answer within 0.1 seconds." }]);
});

test("search engines get all pages at once, those of this host alone", async () => {
  const pages = ["/", "/news/a", "/topic/b"].map((path) => SITE_URL + path);
  await addPings(db, "indexnow", [...pages, "https://former.example/news/a"], START);
  await pingSearchEngines(db, receivers, { now });
  expect(server.received).toHaveLength(1);
  const { urlList, ...rest } = JSON.parse(server.received[0]?.body ?? "");
  expect(urlList.toSorted()).toEqual(pages);
  expect(rest).toEqual({
    host: "news.example",
    key: "0123456789abcdef",
    keyLocation: `${SITE_URL}/0123456789abcdef.txt`,
  });
  expect(server.received[0]?.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(await pings(db)).toEqual([]);
});

test.each([
  ["https://news.example", true],
  ["http://localhost:3000", false],
  ["http://127.0.0.1:3000", false],
  ["http://[::1]:3000", false],
  ["http://newsroom", false],
])("search engines are told of what they can reach: %s", (siteUrl, isTold) => {
  const settings = { SITE_URL: siteUrl, INDEXNOW_KEY: "0123456789abcdef" } as Parameters<typeof receiversOf>[0];
  expect(receiversOf(settings).indexNow !== null).toBe(isTold);
});

test("a feed that the hub wants nothing of keeps no other waiting", async () => {
  await addPings(
    db,
    "websub",
    ["a", "b", "c"].map((feed) => `${SITE_URL}/${feed}`),
    START,
  );
  // The first in order is refused.
  server.answer((response) => response.writeHead(server.received.length === 1 ? 400 : 204).end());
  await all();
  expect(server.received).toHaveLength(3);
  expect(await pings(db)).toMatchObject([{ url: `${SITE_URL}/a`, attempts: 1, error: "It answered 400." }]);
});

test("a hub that asks to be left alone is", async () => {
  await addPings(db, "websub", [FEED], START);
  server.answer((response) => response.writeHead(429, { "retry-after": "120" }).end());
  await all();
  expect((await pings(db))[0]?.availableAt).toEqual(new Date(START.getTime() + 120_000));
});
