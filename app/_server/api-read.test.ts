/** What programs may rely on when they read: answers as described, 304, errors that name the parameter, limits. */
import { sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { goneSlug, slugRedirect, topicRedirect } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { OPERATIONS } from "@/lib/api/operations";
import { READS, SEARCHES } from "@/lib/api/policies";
import { article, articlePage, articlesQuery, providers, topics } from "@/lib/api/schemas/articles";
import { problemDetails } from "@/lib/api/schemas/common";
import { newsPage, newsTopics } from "@/lib/api/schemas/news";
import { searchAnswer, suggestions } from "@/lib/api/schemas/search";
import { indexArticles } from "@/lib/search/index-articles";
import type { Handler } from "./api-route";
import { expireTags } from "./page-cache.mjs";

const { db } = scratchDatabase();
vi.mock("@/lib/database", () => ({ database: () => ({ db }) }));

type Route = { GET: Handler; OPTIONS: () => Response; POST: () => Response };
const ROUTES: [RegExp, () => Promise<Route>][] = [
  [/^\/api\/news\/index\.json$/, () => import("../api/news/index.json/route")],
  [/^\/api\/news\/page\/(?<n>[^/]*)\/index\.json$/, () => import("../api/news/page/[n]/index.json/route")],
  [
    /^\/api\/news\/(?<topicId>[^/]*)\/page\/(?<n>[^/]*)\/index\.json$/,
    () => import("../api/news/[topicId]/page/[n]/index.json/route"),
  ],
  [/^\/api\/topics\/index\.json$/, () => import("../api/topics/index.json/route")],
  [/^\/api\/v1\/articles$/, () => import("../api/v1/articles/route")],
  [/^\/api\/v1\/articles\/(?<slug>[^/]*)$/, () => import("../api/v1/articles/[slug]/route")],
  [/^\/api\/v1\/topics$/, () => import("../api/v1/topics/route")],
  [/^\/api\/v1\/providers$/, () => import("../api/v1/providers/route")],
  [/^\/api\/v1\/search$/, () => import("../api/v1/search/route")],
  [/^\/api\/v1\/suggest$/, () => import("../api/v1/suggest/route")],
];

async function routeOf(path: string) {
  for (const [pattern, route] of ROUTES) {
    const match = pattern.exec(path);
    if (!match) continue;
    const params = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
    return { route: await route(), params: Object.fromEntries(params) as Record<string, string> };
  }
  throw new Error(`no route for ${path}`);
}

async function ask(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new NextRequest(`http://localhost${address}`, { headers });
  const { route, params } = await routeOf(request.nextUrl.pathname);
  const response = await route.GET(request, { params: Promise.resolve(params) });
  expect([200, 304, 429, ...describedFor(request.nextUrl.pathname)], address).toContain(response.status);
  return response;
}

/** What else the description says that it may answer. */
function describedFor(path: string): number[] {
  const operation = OPERATIONS.find((one) => new RegExp(`^${one.path.replace(/\{\w+\}/g, "[^/]*")}$`).test(path));
  return Object.keys(operation?.otherwise ?? {}).map(Number);
}

const told = async (address: string) => (await ask(address)).json();

let client = 0;
/** Nobody who asked before. */
const newClient = () => ({ "x-forwarded-for": `203.0.113.${++client}` });

beforeEach(async () => {
  await db.execute(sql`truncate article, story, provider, topic, gone_slug restart identity cascade`);
  expireTags(["*"]);
});

async function someNews() {
  const [data, web] = ["Data", "Web"];
  const mesh = await anArticle(db, {
    slug: "mesh",
    title: "Mesh &amp; radio",
    topics: [data, web],
    correction: "It is 40.",
    correctedAt: new Date("2026-11-21T10:00:00Z"),
  });
  const sync = await anArticle(db, {
    slug: "sync",
    title: "Sync",
    topics: [web],
    domain: "oakum.example",
    featuredContent: "<iframe></iframe>",
  });
  await anArticle(db, { slug: "was-here", state: "unpublished", wasLive: true });
  await anArticle(db, { slug: "never-here", state: "queued" });
  await db.insert(goneSlug).values({ slug: "for-good" });
  await db.insert(slugRedirect).values({ slug: "old-mesh", articleId: mesh });
  await db.insert(topicRedirect).values({ id: "old-web", topicId: "web" });
  await indexArticles(db, [mesh, sync]);
}

const EVERY = [
  ["/api/news/index.json", newsPage],
  ["/api/news/page/1/index.json", newsPage],
  ["/api/news/web/page/1/index.json", newsPage],
  ["/api/topics/index.json", newsTopics],
  ["/api/v1/articles", articlePage],
  ["/api/v1/articles/mesh", article],
  ["/api/v1/topics", topics],
  ["/api/v1/providers", providers],
  ["/api/v1/search?q=mesh", searchAnswer],
  ["/api/v1/suggest?q=me", suggestions],
] as const;

describe.each(EVERY)("%s", (address, schema) => {
  beforeEach(someNews);

  test("answers as it is described, to any site", async () => {
    const response = await ask(address);
    expect(response.status).toBe(200);
    const { headers } = response;
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-expose-headers")).toContain("ETag");
    const body = await response.json();
    expect(schema.parse(body)).toEqual(body);
  });

  test("304 for what is known, weakly, strongly or among others; 200 again after a change", async () => {
    const response = await ask(address);
    const etag = response.headers.get("etag") ?? "";
    expect(etag).toMatch(/^(?:W\/)?"[\w-]{27}"$/);
    const strong = etag.replace(/^W\//, "");
    for (const known of [etag, `W/${strong}`, strong, `"other", ${strong}`, "*"]) {
      const again = await ask(address, { "if-none-match": known });
      expect([again.status, await again.text()], known).toEqual([304, ""]);
      expect(again.headers.get("etag")).toBe(etag);
    }
    expect((await ask(address, { "if-none-match": '"other"' })).status).toBe(200);
    await db.execute(sql`update article set title = 'Mesh again'`);
    await db.execute(sql`update topic set name = name || '!', shortname = null`);
    await db.execute(sql`update provider set name = name || '!'`);
    expireTags(["*"]);
    expect((await ask(address, { "if-none-match": etag })).status).toBe(200);
  });

  test("a preflight allows reading, and nothing else is taken", async () => {
    const { route } = await routeOf(address.split("?")[0] ?? "");
    const preflight = route.OPTIONS();
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, HEAD, OPTIONS",
      "access-control-allow-headers": "If-None-Match",
    });
    const refused = route.POST();
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    problemDetails.parse(await refused.json());
  });

  test("says how many requests are left, and counts no one on this machine", async () => {
    const headers = newClient();
    const left = async () =>
      Number(/;r=(\d+);t=\d+$/.exec((await ask(address, headers)).headers.get("ratelimit") ?? "")?.[1]);
    const first = await left();
    expect(await left()).toBe(first - 1);
    expect((await ask(address, headers)).headers.get("ratelimit-policy")).toMatch(/^"\w+";q=\d+;w=60$/);
    for (const own of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
      expect((await ask(address, { "x-forwarded-for": own })).headers.has("ratelimit")).toBe(false);
    // A proxy on this machine speaks for others.
    const proxied = await ask(address, { "x-forwarded-for": "127.0.0.1", "x-gazette-forwarded": "yes" });
    expect(proxied.headers.has("ratelimit")).toBe(true);
  });
});

test("whoever asks too often is told when to come back, and only they", async () => {
  const headers = newClient();
  for (let asked = 0; asked < READS.quota; asked++) await ask("/api/v1/topics", headers);
  const response = await ask("/api/v1/topics", headers);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(Number(response.headers.get("retry-after"))).toBeLessThanOrEqual(READS.windowS);
  expect(response.headers.get("ratelimit")).toMatch(/^"reads";r=0;t=\d+$/);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(problemDetails.parse(await response.json())).toMatchObject({ status: 429, "violated-policies": ["reads"] });
  expect((await ask("/api/v1/topics", newClient())).status).toBe(200);
});

test("whoever types uses up no searches", async () => {
  const headers = newClient();
  for (let typed = 0; typed < SEARCHES.quota + 1; typed++)
    expect((await ask("/api/v1/suggest?q=", headers)).status).toBe(200);
  expect((await ask("/api/v1/search?q=", headers)).status).toBe(200);
});

test.each([
  ["/api/v1/articles?limit=0", "limit"],
  ["/api/v1/articles?limit=101", "limit"],
  ["/api/v1/articles?limit=ten", "limit"],
  ["/api/v1/articles?limit=1e1", "limit"],
  ["/api/v1/articles?limit=9999999999", "limit"],
  ["/api/v1/articles?sort=worst", "sort"],
  ["/api/v1/articles?from=soon", "from"],
  ["/api/v1/articles?to=2026-02-30", "to"],
  ["/api/v1/articles?from=0000", "from"],
  ["/api/v1/articles?minQuality=1.5", "minQuality"],
  ["/api/v1/articles?minHeat=9999999999", "minHeat"],
  ["/api/v1/articles?after=1", "after"],
  ["/api/v1/articles?after=1_2_3", "after"],
  ["/api/v1/articles?sort=top&after=1_2", "after"],
  ["/api/v1/articles?after=999999999999999_1", "after"],
  ["/api/v1/articles?fields=title,secured", "fields"],
  ["/api/v1/articles?topic=%00", "topic"],
  [`/api/v1/articles?provider=${"a".repeat(201)}`, "provider"],
  [`/api/v1/articles?type=${Array.from({ length: 21 }, (_, index) => index).join(",")}`, "type"],
  ["/api/v1/articles/mesh?fields=x", "fields"],
  [`/api/v1/articles/mesh?${"fields=title&".repeat(21)}`, "fields"],
  ["/api/v1/search?limit=-1", "limit"],
  ["/api/v1/search?from=soon", "from"],
  ["/api/v1/search?sort=worst", "sort"],
  ["/api/v1/search?limit=100&page=200", "page"],
  ["/api/news/page/0/index.json", "page"],
  ["/api/news/page/-1/index.json", "page"],
  ["/api/news/page/01/index.json", "page"],
  ["/api/news/page/one/index.json", "page"],
  ["/api/news/web/page/1.0/index.json", "page"],
])("%s is refused for %s", async (address, parameter) => {
  const response = await ask(address);
  expect(response.status).toBe(400);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  const body = problemDetails.parse(await response.json());
  expect(body).toMatchObject({ status: 400, parameter });
  expect(body.detail).toMatch(new RegExp(`^${parameter} `));
});

describe("what is where", () => {
  beforeEach(someNews);

  test.each([
    ["/api/v1/articles/nowhere", 404],
    ["/api/v1/articles/never-here", 404],
    ["/api/v1/articles/%00", 404],
    ["/api/v1/articles/was-here", 410],
    ["/api/v1/articles/for-good", 410],
    ["/api/news/nowhere/page/1/index.json", 404],
    ["/api/news/%00/page/1/index.json", 404],
    ["/api/news/page/2/index.json", 404],
    ["/api/news/page/999999999/index.json", 404],
    ["/api/news/web/page/2/index.json", 404],
  ])("%s answers %i, twice the same", async (address, status) => {
    for (let times = 0; times < 2; times++) {
      const response = await ask(address);
      expect(response.status).toBe(status);
      // Some caches would keep these without being told.
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(problemDetails.parse(await response.json()).status).toBe(status);
    }
  });

  test.each([
    ["/api/v1/articles/old-mesh", "/api/v1/articles/mesh"],
    ["/api/v1/articles/old-mesh?fields=title,slug", "/api/v1/articles/mesh?fields=title%2Cslug"],
    ["/api/news/old-web/page/1/index.json", "/api/news/web/page/1/index.json"],
  ])("%s leads to %s", async (address, location) => {
    for (let times = 0; times < 2; times++) {
      const response = await ask(address);
      expect([response.status, response.headers.get("location")]).toEqual([308, location]);
      // Else a browser follows it for good, also when the name is taken back.
      expect(response.headers.get("cache-control")).toContain("max-age=0");
    }
    expect((await ask(location)).status).toBe(200);
  });

  test("an article says what its page says", async () => {
    expect(await told("/api/v1/articles/mesh")).toMatchObject({
      slug: "mesh",
      title: "Mesh & radio",
      provider: { name: "tailwater", domain: "tailwater.example" },
      topics: [
        { id: "data", name: "Data" },
        { id: "web", name: "Web" },
      ],
      correction: { text: "It is 40.", at: "2026-11-21T10:00:00.000Z" },
      coverage: [],
    });
    expect(await told("/api/v1/articles/sync?fields=slug,correction")).toEqual({ slug: "sync", correction: null });
  });

  test("the compatible API gives what is stored as it is stored", async () => {
    const { value } = await told("/api/news/index.json");
    expect(value.map(({ title }: { title: string }) => title)).toEqual(["Sync", "Mesh &amp; radio"]);
    expect(value[0]).toMatchObject({ path: "_news/sync.md", featuredContent: "<iframe></iframe>", images: [] });
  });

  test("a topic may be called as anything else in the API is", async () => {
    await anArticle(db, { slug: "odd", title: "Odd", topics: ["Topics"] });
    await db.execute(sql`insert into topic (id, name) values ('web?2', 'Web 2')`);
    for (const topic of ["topics", "web%3F2"])
      expect(await told(`/api/news/${topic}/page/1/index.json`)).toHaveProperty("page", 1);
    expect(newsTopics.safeParse(await told("/api/topics/index.json")).success).toBe(true);
    expect((await ask("/api/news/web/page/2/index.json")).status).toBe(404);
  });

  test("a parameter without a value counts as not given, as the description has it", async () => {
    const none = "/api/v1/articles?from=&to=&after=&limit=&topic=";
    expect(await told(none)).toEqual(await told("/api/v1/articles"));
    for (const name of ["from", "to", "after"] as const) {
      const { pattern = "." } = z.toJSONSchema(articlesQuery.shape[name]) as { pattern?: string };
      expect(new RegExp(pattern).test(""), name).toBe(true);
    }
  });

  test("an empty portal has a first page", async () => {
    await db.execute(sql`truncate article, story, provider, topic restart identity cascade`);
    expireTags(["*"]);
    expect(await told("/api/news/index.json")).toEqual({ page: 1, value: [], nextPage: null });
    expect(await told("/api/v1/articles")).toEqual({ articles: [], next: null });
  });

  test("pages follow each other by `next` and by Link", async () => {
    const response = await ask("/api/v1/articles?limit=1&fields=slug&topic=web");
    const { next } = await response.json();
    const link =
      /^<http[^>]*(\/api\/v1\/articles\?[^>]*)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1] ?? "";
    expect(new URL(link, "http://localhost").searchParams.get("after")).toBe(next);
    expect(await told(link)).toEqual({ articles: [{ slug: "mesh" }], next: null });
  });
});
