import { createServer, type IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SHARED } from "./cache-control.mjs";
import { feedAnswer, type KeptFeed } from "./feed-answer";
import { handOver, takeOver } from "./feed-delivery";

const MODIFIED = new Date("2026-11-20T06:40:00Z");
const TEXT = "<feed>é</feed>".repeat(200);

const kept = (): KeptFeed => ({
  contentType: "application/atom+xml; charset=utf-8",
  body: Buffer.from(TEXT),
  version: "v1",
  modified: MODIFIED,
  extra: { link: "<x>; rel=self" },
  encoded: {},
});
const ask = (headers: Record<string, string> = {}, method = "GET", feed = kept()) =>
  feedAnswer(feed, (name) => headers[name], method);

const decoders = { br: brotliDecompressSync, gzip: gunzipSync, deflate: inflateSync };

test.each([
  ["br", "gzip, deflate, br, zstd"],
  ["gzip", "gzip, deflate"],
  ["gzip", "br;q=0, gzip;q=0.1"],
  ["deflate", "deflate"],
  ["br", "*"],
  ["gzip", "GZIP"],
  ["gzip", "gzip;q=1.0, br;q=0.5"],
  ["deflate", "br;q=0.1, *;q=0.2, gzip;q=0"],
  ["br", "identity;q=0.5, br;q=0.5"],
] as const)("%s for who accepts %s", (encoding, accepted) => {
  const { headers, body } = ask({ "accept-encoding": accepted });
  expect(headers).toMatchObject({ "content-encoding": encoding, etag: `"v1-${encoding}"` });
  expect(headers["content-length"]).toBe(String(body?.length));
  expect(decoders[encoding](body as Buffer).toString()).toBe(TEXT);
});

test.each(["", "identity", "zstd", "gzip;q=0", "*;q=0", "gzip;q=x", "gzip;q=0.5, identity"])(
  "as it is for who accepts %j",
  (accepted) => {
    const { headers, body } = ask({ "accept-encoding": accepted });
    expect(headers).not.toHaveProperty("content-encoding");
    expect(headers.etag).toBe('"v1"');
    expect(body?.toString()).toBe(TEXT);
  },
);

test("each encoding is made once", () => {
  const feed = kept();
  const [first, second] = [1, 2].map(() => ask({ "accept-encoding": "br" }, "GET", feed).body);
  expect(first).toBe(second);
});

test("HEAD has the headers of GET, and no body", () => {
  const { body, ...head } = ask({ "accept-encoding": "gzip" }, "HEAD");
  expect(body).toBeNull();
  expect(head).toEqual({ status: 200, headers: ask({ "accept-encoding": "gzip" }).headers });
});

const exact = MODIFIED.toUTCString();
test.each<[number, Record<string, string>]>([
  [304, { "if-none-match": '"v1"' }],
  [304, { "if-none-match": 'W/"v1"' }],
  [304, { "if-none-match": '"a", W/"b" , "v1-gzip"' }],
  [304, { "if-none-match": "*" }],
  [200, { "if-none-match": '"v2"' }],
  [200, { "if-none-match": "v1" }],
  [200, { "if-none-match": "" }],
  [200, { "if-none-match": '"v2"', "if-modified-since": exact }],
  [304, { "if-none-match": '"v1"', "if-modified-since": new Date(0).toUTCString() }],
  [304, { "if-modified-since": exact }],
  [304, { "if-modified-since": "Sat, 01 Jan 2050 00:00:00 GMT" }],
  [200, { "if-modified-since": new Date(MODIFIED.getTime() - 1_000).toUTCString() }],
  [304, { "if-modified-since": "Friday, 01-Jan-49 00:00:00 GMT" }],
  [200, { "if-modified-since": "yesterday" }],
  [200, { "if-modified-since": "2050" }],
  [200, { "if-modified-since": "2050-01-01T00:00:00Z" }],
  [200, {}],
])("%i for %j", (status, headers) => {
  for (const method of ["GET", "HEAD"]) expect(ask(headers, method).status).toBe(status);
});

test("304 names what the reader has, and says how long it may keep it", () => {
  const { headers, body } = ask({ "accept-encoding": "br", "if-none-match": 'W/"v1-gzip"' });
  expect(body).toBeNull();
  expect(headers).toEqual({
    etag: '"v1-gzip"',
    "last-modified": exact,
    ...SHARED,
    vary: "Accept-Encoding, Accept, Sec-Fetch-Dest",
    "access-control-allow-origin": "*",
    link: "<x>; rel=self",
  });
});

test("a proxy is told to ask again in the next second, and nobody else", () => {
  expect(ask({}).headers).not.toHaveProperty("x-accel-expires");
  expect(ask({ "x-gazette-forwarded": "1700000000" }).headers).toMatchObject({ "x-accel-expires": "@1700000000" });
});

test("whatever a reader accepts or has, there is an answer", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (accepted, tags, since) => {
      const { status } = ask({ "accept-encoding": accepted, "if-none-match": tags, "if-modified-since": since });
      expect([200, 304]).toContain(status);
    }),
  );
});

/** As Next gives it to a route. */
const asRequest = ({ headers }: IncomingMessage) =>
  new Request("http://localhost", { headers: headers as Record<string, string> });

test("an answer that is handed over takes the place of what else would be sent", async () => {
  const server = createServer((request, response) => {
    takeOver(request, response);
    const answer = ask({ "accept-encoding": "gzip" });
    const passed = request.url === "/feed" ? handOver(asRequest(request), answer) : new Response("else");
    response.setHeader("vary", "rsc");
    response.setHeader("x-request-id", "request-1");
    for (const [name, value] of passed.headers) response.setHeader(name, value);
    passed.text().then((text) => response.end(text || undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const response = await fetch(`${address}/feed`);
  expect(await response.text()).toBe(TEXT);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-encoding": "gzip",
    etag: '"v1-gzip"',
    vary: "Accept-Encoding, Accept, Sec-Fetch-Dest",
    "x-request-id": "request-1",
  });
  expect(response.headers.has("x-gazette-feed")).toBe(false);
  const other = await fetch(`${address}/else`);
  expect(await other.text()).toBe("else");
  expect(other.headers.get("vary")).toBe("rsc");
  server.close();
});

test("an answer that nobody waits for is left nowhere, and one that may not take this way goes the usual one", async () => {
  const request = { headers: {} as IncomingMessage["headers"] } as IncomingMessage;
  const response = new ServerResponse(request);
  takeOver(request, response);
  expect(handOver(asRequest(request), ask()).headers.has("x-gazette-feed")).toBe(true);
  response.emit("close");
  for (const asked of [
    asRequest(request),
    new Request("http://localhost", { headers: { "x-gazette-feed": "made-up" } }),
  ]) {
    const passed = handOver(asked, ask());
    expect(passed.headers.has("x-gazette-feed")).toBe(false);
    expect([passed.headers.get("etag"), await passed.text()]).toEqual(['"v1"', TEXT]);
  }
});
