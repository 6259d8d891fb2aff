import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { SEARCH_TAG } from "@/lib/cache-tags";
import { noteSearch } from "@/lib/search/log";
import { holdRequests } from "./incoming";
import { mayKeepSearch } from "./kept-search";
import PageCache, { cacheClock, expireTags, keptPage, keptSize, limitPages } from "./page-cache.mjs";

vi.mock("@/lib/search/log", () => ({ noteSearch: vi.fn() }));
vi.mock("@/lib/database", () => ({ database: () => ({ db: null }) }));
const schedule = vi.hoisted(() => ({ next: null as Date | null }));
vi.mock("@/db/news-counts", () => ({ nextScheduleChange: async () => schedule.next }));

const SCRIPT = '<script nonce="n">self.__next_f.push([1,"x"])</script>';
const body = (url: string) => `<p>Found at ${url}</p>${SCRIPT}`.repeat(40);
const MANY_BYTES = 30_000;
const COUNTED = { q: "mesh", total: 3 };
const BROWSER = { accept: "text/html", "user-agent": "Mozilla/5.0 (X11) Firefox/140.0" };

/** Answers like Next. */
let answer: { status: number; type: string; keeps: boolean; more: string; during: () => void };
let asked: string[] = [];
const server = createServer(async (request, response) => {
  asked.push(request.url ?? "");
  const text = body(request.url ?? "") + answer.more;
  response.setHeader("content-type", answer.type);
  response.setHeader("cache-control", "no-store");
  response.setHeader("ratelimit", "mine");
  if (answer.keeps) await mayKeepSearch(COUNTED, new Date());
  answer.during();
  response.statusCode = answer.status;
  response.flushHeaders();
  response.write(text.slice(0, 100));
  response.end(text.slice(100));
});
holdRequests(server, { policies: true, httpsFor: null });
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const ask = (path: string, headers: Record<string, string> = BROWSER, method = "GET") =>
  fetch(address + path, { headers, method });

beforeEach(() => {
  expireTags(["*"]);
  schedule.next = null;
  asked = [];
  answer = { status: 200, type: "text/html; charset=utf-8", keeps: true, more: "", during: () => {} };
  vi.mocked(noteSearch).mockClear();
});
afterAll(() => void server.close());

test("what was found is answered again, until anything it depends on has changed", async () => {
  for (const tag of ["articles", "frame", "synonyms", SEARCH_TAG]) {
    expireTags(["*"]);
    asked = [];
    const first = await ask("/search?q=mesh");
    const again = await ask("/search?q=mesh");
    expect(asked).toEqual(["/search?q=mesh"]);
    expect(await first.text()).toBe(body("/search?q=mesh"));
    expect(await again.text()).toBe(body("/search?q=mesh"));
    expect(again.headers.get("cache-control")).toBe("no-store");
    await ask("/search?q=other");
    expect(asked).toHaveLength(2);
    expireTags([tag]);
    await ask("/search?q=mesh");
    expect(asked).toHaveLength(3);
  }
});

test("it is compressed or not, and complete, for whoever asks first and for whoever asks again", async () => {
  for (const encoding of ["gzip", "identity", "gzip", "br"]) {
    const { headers, ...got } = await ask("/search?q=mesh", { ...BROWSER, "accept-encoding": encoding }).then(
      async (given) => ({ headers: given.headers, text: await given.text() }),
    );
    expect(headers.get("content-encoding")).toBe(encoding === "gzip" ? "gzip" : null);
    expect(got.text).toBe(body("/search?q=mesh"));
  }
  const head = await ask("/search?q=mesh", BROWSER, "HEAD");
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect(asked).toHaveLength(1);
});

test("a nonce is used once: what is kept names the hashes of its data", async () => {
  const policyOf = async () => (await ask("/search?q=mesh")).headers.get("content-security-policy");
  expect(await policyOf()).toContain("'nonce-");
  const kept = await policyOf();
  expect(kept).not.toContain("nonce");
  expect(kept).toMatch(/script-src 'self' 'sha256-/);
  expect(asked).toHaveLength(1);
});

test("it lasts no longer than a minute, or the next article's schedule", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    for (const [next, lasts] of [
      [null, 60_000],
      [20_000, 20_000],
    ] as const) {
      expireTags(["*"]);
      asked = [];
      const begun = Date.now();
      schedule.next = next === null ? null : new Date(begun + next);
      await ask("/search?q=mesh");
      vi.setSystemTime(begun + lasts - 1);
      await ask("/search?q=mesh");
      expect(asked).toHaveLength(1);
      vi.setSystemTime(begun + lasts);
      await ask("/search?q=mesh");
      expect(asked).toHaveLength(2);
    }
  } finally {
    vi.useRealTimers();
  }
});

test("a change that comes while it is made is not missed", async () => {
  answer.during = () => expireTags(["articles"]);
  await ask("/search?q=mesh");
  answer.during = () => {};
  await ask("/search?q=mesh");
  expect(asked).toHaveLength(2);
});

test("each search of a reader is counted, and nothing else", async () => {
  await ask("/search?q=mesh");
  await ask("/search?q=mesh");
  await ask("/search?q=mesh", { ...BROWSER, "sec-purpose": "prefetch" });
  await ask("/search?q=mesh", { ...BROWSER, accept: "*/*" });
  await ask("/search?q=mesh", BROWSER, "HEAD");
  // The first is counted by the page.
  expect(vi.mocked(noteSearch).mock.calls).toEqual([["mesh", 3]]);
});

test.each<[string, Partial<typeof answer>]>([
  ["failed", { status: 500 }],
  ["was found by another engine than should have answered", { keeps: false }],
])("not kept is what %s", async (_what, how) => {
  Object.assign(answer, how);
  const first = await ask("/search?q=mesh");
  expect([first.status, await first.text()]).toEqual([answer.status, body("/search?q=mesh")]);
  await ask("/search?q=mesh");
  expect(asked).toHaveLength(2);
  expect(keptSize().entries).toBe(0);
});

test("the router's parts and pages for robots are made each time", async () => {
  await ask("/search?q=mesh");
  for (const others of [{ rsc: "1" }, { "user-agent": "Twitterbot/1.0" }] as Record<string, string>[]) {
    await ask("/search?q=mesh", { ...BROWSER, ...others });
    await ask("/search?q=mesh", { ...BROWSER, ...others });
  }
  expect(asked).toHaveLength(5);
});

test("the API's is kept with its validator, and without what was said to one client", async () => {
  answer.type = "application/json";
  const path = "/api/v1/search?q=mesh";
  await ask(path);
  const again = await ask(path, { "user-agent": "Twitterbot/1.0" });
  expect(asked).toEqual([path]);
  expect(await again.text()).toBe(body(path));
  expect(again.headers.get("ratelimit")).toBeNull();
  expect(noteSearch).not.toHaveBeenCalled();
});

test("no flood of searches, however often each is asked for, pushes out what people read", async () => {
  limitPages(1);
  try {
    const pages = new PageCache();
    const headers = { "x-next-cache-tags": `read-${cacheClock()}` };
    await pages.set("/route-cache/APP_PAGE/0f/$/latest", { kind: "APP_PAGE", html: "<p>Latest</p>", headers });
    // Asked for again, it has its place.
    expect(keptPage("/latest")).not.toBeNull();
    answer.more = randomBytes(MANY_BYTES).toString("base64");
    for (let n = 0; n < 50; n++) for (let times = 0; times < 2; times++) await ask(`/search?q=${n}`);
    expect(keptSize().bytes).toBeLessThan(512 * 1024);
    expect(keptPage("/latest")).not.toBeNull();
  } finally {
    limitPages(96);
  }
});
