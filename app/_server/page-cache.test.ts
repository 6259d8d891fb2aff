import { randomBytes } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import PageCache, {
  cacheClock,
  endRender,
  expireTags,
  keptSize,
  limitPages,
  remembered,
  renderBeforeChange,
} from "./page-cache.mjs";

const cache = new PageCache();
const page = (tags: string[], more: object = {}) => ({
  kind: "APP_PAGE",
  html: "<p>page</p>",
  headers: { "x-next-cache-tags": tags.join(",") },
  ...more,
});
const isKept = async (key: string) => (await cache.get(key)) !== null;

beforeEach(() => expireTags(["*"]));

test("a page is kept until something it depends on changes", async () => {
  await cache.set("/a", page(["article:1", `read-${cacheClock()}`]));
  expireTags(["article:2"]);
  expect(await isKept("/a")).toBe(true);
  expireTags(["article:1"]);
  expect(await isKept("/a")).toBe(false);
});

test("a page rendered from data read before a change is not kept, however late it is stored", async () => {
  const read = cacheClock();
  expireTags(["article:1"]);
  await cache.set("/a", page(["article:1", `read-${read}`]));
  expect(await isKept("/a")).toBe(false);
});

test("of several reads the oldest counts", async () => {
  const read = cacheClock();
  expireTags(["article:1"]);
  await cache.set("/a", page(["article:1", `read-${cacheClock()}`, `read-${read}`]));
  expect(await isKept("/a")).toBe(false);
});

test("a page ends at the earliest time it names", async () => {
  vi.useFakeTimers({ now: 1_000 });
  await cache.set("/a", page([`read-${cacheClock()}`, "until-9000", "until-5000"]));
  vi.setSystemTime(4_999);
  expect(await isKept("/a")).toBe(true);
  vi.setSystemTime(5_000);
  expect(await isKept("/a")).toBe(false);
  vi.useRealTimers();
});

test("what is gone answers 410, and what was never there is not kept", async () => {
  const gone = page([`read-${cacheClock()}`, "gone"]);
  await cache.set("/gone", gone);
  expect(gone).toMatchObject({ status: 410 });
  expect(await isKept("/gone")).toBe(true);
  const unknown = page([`read-${cacheClock()}`, "missing"]);
  await cache.set("/unknown", unknown);
  expect(unknown).toMatchObject({ status: 404 });
  expect(await isKept("/unknown")).toBe(false);
});

/** As large as it looks: what can't be compressed. */
const noise = (bytes: number) => randomBytes(bytes).toString("latin1");

test("no flood of addresses pushes out what is read, whether they are known once or made up", async () => {
  limitPages(8);
  await cache.set("/a", page([`read-${cacheClock()}`]));
  expect(await isKept("/a")).toBe(true);
  for (let number = 0; number < 60; number++) {
    const html = noise(200_000);
    await cache.set(`/news/${number}`, page([`read-${cacheClock()}`], { html }));
    await cache.set(`/latest/older/${number}`, page([`read-${cacheClock()}`], { html }));
    // Asked for again and again, it stays where it is.
    for (let times = 0; times < 3; times++) await isKept(`/latest/older/${number}`);
    await remembered(`/rss.xml?heat=${number}`, async () => ({ value: "", tags: [], size: html.length }));
    await cache.set(`/news/unknown-${number}`, page([`read-${cacheClock()}`, "missing"], { html }));
    expect(keptSize().bytes).toBeLessThan(8 * 1024 * 1024);
  }
  expect(await isKept("/a")).toBe(true);
  expect(await isKept("/latest/older/59")).toBe(true);
  expect(await isKept("/latest/older/0")).toBe(false);
  expect(await isKept("/news/0")).toBe(false);
  limitPages(128);
});

test("a page that is read keeps its place when it is rendered anew", async () => {
  limitPages(8);
  await cache.set("/a", page(["article:1", `read-${cacheClock()}`]));
  await isKept("/a");
  expireTags(["article:1"]);
  await cache.set("/a", page([`read-${cacheClock()}`]));
  for (let number = 0; number < 30; number++)
    await cache.set(`/news/${number}`, page([`read-${cacheClock()}`], { html: noise(200_000) }));
  expect(await isKept("/a")).toBe(true);
  limitPages(128);
});

test("of a page no more is kept than what is sent", async () => {
  const html = "<p>é</p>".repeat(10_000);
  const more = { html, rscData: Buffer.alloc(1e6), segmentData: new Map([["/_tree", Buffer.alloc(1e6)]]) };
  await cache.set("/a", page([`read-${cacheClock()}`], more));
  expect(keptSize().bytes).toBeLessThan(10_000);
  const kept = await cache.get("/a");
  expect(kept?.value).toMatchObject({ kind: "APP_PAGE", html });
  expect(kept?.value.rscData).toBeUndefined();
});

test("more tags than are remembered make everything stale, rather than anything wrongly fresh", async () => {
  await cache.set("/a", page(["article:1", `read-${cacheClock()}`]));
  for (let id = 0; id < 101; id++) expireTags(Array.from({ length: 1000 }, (_, index) => `other:${id * 1000 + index}`));
  expect(await isKept("/a")).toBe(false);
});

test("a remembered value is made once, and anew after a change, also while it is being made", async () => {
  let made = 0;
  const make = async () => ({ value: ++made, tags: ["articles"], size: 10 });
  expect(await Promise.all([remembered("feed", make), remembered("feed", make)])).toEqual([1, 1]);
  expect(await remembered("feed", make)).toBe(1);
  let release = () => {};
  const slow = remembered("slow", async () => {
    await new Promise<void>((resolve) => (release = resolve));
    return { value: "old", tags: ["articles"], size: 10 };
  });
  expireTags(["articles"]);
  const after = remembered("slow", async () => ({ value: "new", tags: ["articles"], size: 10 }));
  release();
  expect([await slow, await after]).toEqual(["old", "new"]);
  expect(await remembered("slow", async () => ({ value: "newer", tags: [], size: 1 }))).toBe("new");
  expect(await remembered("feed", make)).toBe(2);
});

const KEY = "/route-cache/APP_PAGE/0f0f/$";
const begin = (path: string) => cache.get(`${KEY}${path}`, { kind: "APP_PAGE" });

test("after a change, requests wait for the render of their page that began before it, and for no other", async () => {
  await begin("/a");
  expect(renderBeforeChange("/a")).toBe(null);
  expireTags(["article:1"]);
  await begin("/b");
  expect(renderBeforeChange("/b?x=1")).toBe(null);
  let waited = true;
  const waiting = renderBeforeChange("/a?_rsc=x")?.then(() => (waited = false));
  await cache.set(`${KEY}/b`, page([`read-${cacheClock()}`]));
  await new Promise(setImmediate);
  expect(waited).toBe(true);
  await cache.set(`${KEY}/a`, page(["article:1", `read-${cacheClock() - 1}`]));
  await waiting;
  expect(renderBeforeChange("/a")).toBe(null);
});

test("they wait until the render is kept, as Next lets others join it until then", async () => {
  await begin("/slow");
  expireTags(["article:1"]);
  const order: string[] = [];
  const waiting = renderBeforeChange("/slow")?.then(() => order.push("asks"));
  await cache.set(`${KEY}/slow`, page([`read-${cacheClock() - 1}`], { html: noise(1e6) }));
  order.push("kept");
  await waiting;
  expect(order).toEqual(["kept", "asks"]);
});

test.each([
  ["/index", "/"],
  ["/index", "/?q=1"],
  ["/topic/café", "/topic/caf%C3%A9"],
  ["/topic/a b", "/topic/a%20b"],
  ["/topic/%2Fx", "/topic/%2Fx"],
  ["/topic/100%", "/topic/100%25"],
  ["/topic/a%25", "/topic/a%2525"],
  ["/topic/€$", "/topic/%E2%82%AC$"],
  ["/latest", "/latest/"],
  ["/latest", "/latest.rsc"],
])("Next's key %s and the address %s are one page", async (key, address) => {
  await begin(key);
  expireTags(["article:1"]);
  expect(renderBeforeChange(address)).not.toBe(null);
  endRender(address);
  expect(renderBeforeChange(address)).toBe(null);
});

test("a render that never ends is waited for until no render can take that long", async () => {
  vi.useFakeTimers({ now: 1_000 });
  await begin("/endless");
  expireTags(["article:1"]);
  vi.advanceTimersByTime(29_000);
  const waiting = renderBeforeChange("/endless");
  expect(waiting).not.toBe(null);
  vi.advanceTimersByTime(1_000);
  await waiting;
  expect(renderBeforeChange("/endless")).toBe(null);
  vi.useRealTimers();
});
