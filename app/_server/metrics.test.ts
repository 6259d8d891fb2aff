import { expect, test, vi } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { counted } from "@/lib/metrics/registry";
import { metricsAnswer } from "./metrics";
import PageCache, { remembered } from "./page-cache.mjs";
import { countRequest } from "./request-figures";
import { settleRequestId } from "./request-id";
import { NO_ROUTE, routesOf } from "./route-patterns";

const connection = scratchDatabase();
vi.mock("@/lib/database", () => ({ database: () => connection }));

const TOKEN = "a token for metrics";
const asked = (headers: Record<string, string>, token?: string) =>
  metricsAnswer({ headers: new Headers(headers) }, token);
const LOCAL = { "x-forwarded-for": "127.0.0.1" };
const REMOTE = { "x-forwarded-for": "203.0.113.9" };

test("this machine reads metrics, unless it asks for somebody else", async () => {
  const answer = await asked(LOCAL);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const text = await answer.text();
  for (const name of ["gazette_database_up 1", "gazette_cache_entries ", "process_resident_memory_bytes "]) {
    expect(text).toContain(`\n${name}`);
  }
  expect((await asked({ ...LOCAL, "x-gazette-forwarded": "yes" })).status).toBe(403);
  expect((await asked(REMOTE)).status).toBe(403);
});

test("others need the token", async () => {
  const bearer = (token: string) => asked({ ...REMOTE, authorization: `Bearer ${token}` }, TOKEN.replaceAll(" ", "-"));
  expect((await bearer("a-token-for-metrics")).status).toBe(200);
  const refused = await bearer("another");
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toContain("Bearer");
  expect((await asked({ ...REMOTE, authorization: "Bearer undefined" })).status).toBe(403);
});

test("a path is counted by its route, whatever else stands in it", () => {
  const routeOf = routesOf([
    "/[[...older]]",
    "/news/[slug]",
    "/topic/[id]/[[...older]]",
    "/topic/[id]/rss.xml",
    "/api/[...path]",
    "/api/health",
  ]);
  const found = (path: string) => routeOf(path);
  expect(found("/")).toBe("/[[...older]]");
  expect(found("/older/abc")).toBe("/[[...older]]");
  expect(found("/news/2024-01-01-a")).toBe("/news/[slug]");
  expect(found("/topic/ai")).toBe("/topic/[id]/[[...older]]");
  expect(found("/topic/ai/older/x")).toBe("/topic/[id]/[[...older]]");
  expect(found("/topic/ai/rss.xml")).toBe("/topic/[id]/rss.xml");
  expect(found("/api/health")).toBe("/api/health");
  expect(found("/api/nothing/here")).toBe("/api/[...path]");
  expect(found("/_next/static/a.js")).toBe("/_next");
  expect(routesOf(["/latest"])("/wp-login.php")).toBe(NO_ROUTE);
});

test("a request counts with its method, route and status, and how long it took", () => {
  const routeOf = routesOf(["/news/[slug]"]);
  const begun = { at: performance.now() - 20, path: "/news/a" };
  countRequest({ method: "GET", headers: {} }, { statusCode: 200 }, begun, routeOf);
  countRequest({ method: "BREW", headers: {} }, { statusCode: 405 }, begun, routeOf);
  const samples = counted().flatMap((family) => family.samples);
  expect(samples).toContain('gazette_http_requests_total{method="GET",route="/news/[slug]",status="200"} 1');
  expect(samples).toContain('gazette_http_requests_total{method="other",route="/news/[slug]",status="405"} 1');
  expect(samples).toContain('gazette_http_request_duration_seconds_bucket{route="/news/[slug]",le="0.01"} 0');
  expect(samples).toContain('gazette_http_request_duration_seconds_count{route="/news/[slug]"} 2');
});

test("the cache tells how often it answered", async () => {
  const figures = async () => {
    const text = await (await asked(LOCAL)).text();
    return ["hits", "misses"].map((name) =>
      Number(new RegExp(`^gazette_cache_${name}_total (.+)$`, "m").exec(text)?.[1]),
    );
  };
  const [hits = 0, misses = 0] = await figures();
  const make = async () => ({ value: "x", tags: [], size: 1 });
  await remembered("metrics test", make);
  await remembered("metrics test", make);
  await new PageCache().get("/nowhere");
  expect(await figures()).toEqual([hits + 1, misses + 2]);
});

test("only a trusted proxy names requests, and only with what can't end a header or a line", () => {
  const settle = (given: string | undefined, trusted: boolean) => {
    const told: Record<string, unknown> = {};
    const headers = given === undefined ? {} : { "x-request-id": given };
    const response = { setHeader: (name: string, value: unknown) => Object.assign(told, { [name]: value }) };
    const id = settleRequestId({ headers }, response as never, trusted);
    expect(told).toEqual({ "x-request-id": id });
    expect(headers).toEqual({ "x-request-id": id });
    return id;
  };
  const MADE = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
  expect(settle("edge-1:42.a_b", true)).toBe("edge-1:42.a_b");
  expect(settle("edge-1", false)).toMatch(MADE);
  expect(settle(undefined, true)).toMatch(MADE);
  for (const wrong of ["", "a b", "a\r\nset-cookie: x", "ä", "x".repeat(129)])
    expect(settle(wrong, true)).toMatch(MADE);
});
