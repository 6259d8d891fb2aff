import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { READS } from "@/lib/api/policies";
import { holdRequests } from "./incoming";
import { answerKey } from "./kept-answer";
import { cacheClock, expireTags, remembered } from "./page-cache.mjs";

let asked = 0;
const server = createServer((_request, response) => {
  asked += 1;
  response.end("by the route");
});
holdRequests(server, { policies: true, httpsFor: null });
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => void server.close());
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const ask = (path: string, init: RequestInit = {}) => fetch(origin + path, init);

const BODY = JSON.stringify({ value: "x".repeat(2_000) });
const keep = (url: string, { status = 200, tags = ["articles"] } = {}) =>
  remembered(answerKey(url), async () => ({
    value: { body: Buffer.from(BODY), etag: '"one"', status, headers: { link: "<next>" }, encoded: {} },
    tags: [...tags, `read-${cacheClock()}`],
    size: 1,
  }));

test("what is kept at an address is sent without the route, until it changes", async () => {
  await keep("/api/v1/articles?limit=2");
  const answer = await ask("/api/v1/articles?limit=2", { headers: { "accept-encoding": "gzip" } });
  expect(await answer.text()).toBe(BODY);
  expect(asked).toBe(0);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    etag: '"one"',
    link: "<next>",
    "content-encoding": "gzip",
    "content-type": "application/json; charset=utf-8",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": expect.stringContaining("RateLimit"),
    "x-content-type-options": "nosniff",
    vary: "Accept-Encoding",
  });
  expect(Number(answer.headers.get("content-length"))).toBeLessThan(BODY.length);
  expect(await (await ask("/api/v1/articles?limit=3")).text()).toBe("by the route");
  expireTags(["articles"]);
  expect(await (await ask("/api/v1/articles?limit=2")).text()).toBe("by the route");
});

test("HEAD has no body, and 304 is for whoever has it", async () => {
  await keep("/api/v1/topics");
  const before = asked;
  const head = await ask("/api/v1/topics", { method: "HEAD", headers: { "accept-encoding": "identity" } });
  expect([head.headers.get("content-length"), await head.text()]).toEqual([String(BODY.length), ""]);
  const had = await ask("/api/v1/topics", { headers: { "if-none-match": 'W/"zero", W/"one"' } });
  expect([had.status, had.headers.get("etag"), await had.text()]).toEqual([304, '"one"', ""]);
  expect((await ask("/api/v1/topics", { headers: { "if-none-match": '"two"' } })).status).toBe(200);
  expect(asked).toBe(before);
});

test("requests are counted, and one too many is the route's", async () => {
  await keep("/api/v1/providers");
  const before = asked;
  const headers = { "x-forwarded-for": "203.0.113.7" };
  const first = await ask("/api/v1/providers", { headers });
  expect(first.headers.get("ratelimit")).toBe(`"reads";r=${READS.quota - 1};t=60`);
  for (let used = 1; used < READS.quota; used++) await (await ask("/api/v1/providers", { headers })).text();
  expect(asked).toBe(before);
  expect(await (await ask("/api/v1/providers", { headers })).text()).toBe("by the route");
});

test("redirects are the route's, and so is what changes something", async () => {
  await keep("/api/v1/articles/old-name", { status: 308 });
  expect(await (await ask("/api/v1/articles/old-name")).text()).toBe("by the route");
  await keep("/api/v1/articles/a");
  expect(await (await ask("/api/v1/articles/a", { method: "POST" })).text()).toBe("by the route");
});

test.each([
  ["/api/news/index.json", false],
  ["/api/news/page/1/index.json", false],
  ["/api/news/page/10/index.json", true],
  ["/api/v1/articles/slug", true],
  ["/api/v1/articles?limit=1", true],
])("%s may push out only others like it: %s", (url, isOneOfMany) => {
  expect(answerKey(url).includes("?")).toBe(isOneOfMany);
});
