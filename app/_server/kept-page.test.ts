import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import etags from "next/dist/server/lib/etag.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdRequests } from "./incoming";
import PageCache, { cacheClock, expireTags } from "./page-cache.mjs";

const cache = new PageCache();
const HTML = "<p>The page</p>".repeat(100);
let asked: string[] = [];
let extra: Record<string, string> = {};
let html = HTML;

/** Answers like Next. */
const server = createServer((request, response) => {
  asked.push(request.url ?? "");
  response.setHeader("vary", "rsc, Accept-Encoding");
  for (const [name, value] of Object.entries(extra)) response.setHeader(name, value);
  response.setHeader("x-nextjs-cache", "HIT");
  response.setHeader("etag", etags.generateETag(html));
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(html);
});
holdRequests(server, { policies: true, httpsFor: null });
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const ask = (path: string, init: RequestInit = {}) => fetch(address + path, init);
const keep = (path: string, more: object = {}, tags: string[] = []) =>
  cache.set(`/route-cache/APP_PAGE/0f/$${path}`, {
    kind: "APP_PAGE",
    html,
    headers: { "x-next-cache-tags": [`read-${cacheClock()}`, ...tags].join(",") },
    ...more,
  });

beforeEach(() => {
  expireTags(["*"]);
  asked = [];
  extra = { "x-content-type-options": "nosniff" };
  html = HTML;
});
afterEach(() => expireTags(["*"]));

test("what Next answered once is answered again without it, with all its headers, until it changes", async () => {
  await keep("/latest", {}, ["article:1"]);
  const first = await ask("/latest");
  const again = await ask("/latest?utm_source=x");
  expect(asked).toEqual(["/latest"]);
  expect(await again.text()).toBe(await first.text());
  expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
  expect(again.headers.get("x-content-type-options")).toBe("nosniff");
  expect(again.headers.get("vary")).toBe("Accept-Encoding");
  expect(again.headers.get("x-nextjs-cache")).toBe(null);
  expireTags(["article:1"]);
  await ask("/latest");
  expect(asked).toEqual(["/latest", "/latest"]);
});

test("compressed or not, HEAD, and 304 for who has it", async () => {
  await keep("/index");
  await ask("/");
  const plain = await ask("/", { headers: { "accept-encoding": "identity" } });
  expect([plain.headers.get("content-encoding"), await plain.text()]).toEqual([null, HTML]);
  const raw = await ask("/", { headers: { "accept-encoding": "gzip" } });
  expect([raw.headers.get("content-encoding"), await raw.text()]).toEqual(["gzip", HTML]);
  const head = await ask("/", { method: "HEAD" });
  expect([head.status, await head.text(), head.headers.get("content-type")]).toEqual([
    200,
    "",
    "text/html; charset=utf-8",
  ]);
  const etag = plain.headers.get("etag") ?? "";
  for (const tags of [etag, `"x", W/${etag}`, "*"])
    expect((await ask("/", { headers: { "if-none-match": tags } })).status).toBe(304);
  expect((await ask("/", { headers: { "if-none-match": '"x"' } })).status).toBe(200);
  expect(asked).toEqual(["/"]);
});

test("the headers of another version, or of one answer alone, are not those of the page", async () => {
  await keep("/topics");
  html = "<p>Older</p>";
  extra = { "x-some": "of another" };
  await ask("/topics");
  html = HTML;
  extra = { "set-cookie": "a=b" };
  await ask("/topics");
  expect(asked.length).toBe(2);
  const kept = await ask("/topics");
  expect(asked.length).toBe(2);
  expect(kept.headers.get("x-some")).toBe(null);
  expect(kept.headers.get("set-cookie")).toBe(null);
});

test("a page that is gone says so", async () => {
  await keep("/news/gone", {}, ["gone"]);
  await ask("/news/gone");
  await ask("/news/gone");
  // What answers here knows no 410, so what it says does not belong to the page.
  expect(asked.length).toBe(2);
});

test.each(["/latest/", "//latest", "/./latest", "/%6Catest", "/index", "/x;y", "/.well-known/x"])(
  "%s is left to Next",
  async (path) => {
    for (const name of ["/latest", "/index", "/latest/", "//latest", "/x;y"]) await keep(name);
    await ask("/latest");
    asked = [];
    for (let times = 0; times < 2; times++)
      await new Promise((resolve) =>
        request(address, { path }, (response) => response.resume().once("end", resolve)).end(),
      );
    expect(asked.length).toBe(2);
  },
);
