/** What programs may do with a token, and what stops them. */
import { desc, eq, sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { apiToken, article, articleFile, auditEvent } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import type { User } from "@/db/users";
import { openApi } from "@/lib/api/openapi";
import { OPERATIONS } from "@/lib/api/operations";
import { problemDetails } from "@/lib/api/schemas/common";
import { writtenArticle } from "@/lib/api/schemas/writing";
import { makeToken, ownTokens, revokeToken, type Scope } from "@/lib/people/api-tokens";
import { createUser, disableUser } from "@/lib/people/users";
import { lastAct } from "@/lib/record/last-act";
import { undoAct } from "@/lib/record/undo";
import type { Handler } from "./api-route";
import { expireTags } from "./page-cache.mjs";

const { db } = scratchDatabase();
vi.mock("@/lib/database", () => ({ database: () => ({ db }) }));
vi.mock("./follow-changes", () => ({ heardChanges: async () => expireTags(["*"]) }));

const BY = { id: null, name: "test" };
const PASSWORD = "a token for robots";
const SLUG = "2026-11-19-merrow-4";
const path = (slug: string, act = "") => `/api/v1/admin/articles/${slug}${act}`;

let editor: User;
let token: string;

beforeEach(async () => {
  await db.execute(sql`truncate article, story, provider, topic, "user", gone_slug restart identity cascade`);
  editor = await createUser(db, { email: "ed@gazette.example", password: PASSWORD, role: "editor" }, BY);
  await createUser(db, { email: "admin@gazette.example", password: PASSWORD, role: "admin" }, BY);
  token = await newToken();
  expireTags(["*"]);
});

type Described = {
  requestBody?: { required: boolean };
  parameters?: { name: string; schema: { anyOf?: { pattern?: string; const?: string }[] } }[];
};
const describedWrite = (method: string) => {
  const { paths } = openApi({ name: "Gazette", url: "https://gazette.example" });
  return (paths as Record<string, Record<string, Described>>)["/api/v1/admin/articles/{slug}"]?.[method] ?? {};
};

let made = 0;
const newToken = (scopes: Scope[] = ["articles:write", "articles:publish"], days = 30, now = new Date()) =>
  makeToken(db, { user: editor, name: `Robot ${++made}`, scopes, days, now });

const fileText = (fields: Record<string, unknown> = {}, title = "Merrow 4 is out") =>
  `---
${Object.entries({
  title: JSON.stringify(title),
  publishedDateTime: "2026-11-19T06:40:00Z",
  originalUrl: '"https://tailwater.example/merrow-4"',
  quality: 90,
  ...fields,
})
  .filter(([, value]) => value !== undefined)
  .map(([name, value]) => `${name}: ${value}`)
  .join("\n")}
topics:
  - Databases
unknown: kept
---
`;

type Asked = {
  method?: string;
  slug?: string;
  act?: "" | "/publish" | "/unpublish";
  by?: string | null;
  body?: string;
  headers?: Record<string, string>;
  query?: string;
};

async function send({ method = "GET", slug = SLUG, act = "", by = token, body, headers = {}, query = "" }: Asked) {
  const routes = {
    "": () => import("../api/v1/admin/articles/[slug]/route"),
    "/publish": () => import("../api/v1/admin/articles/[slug]/publish/route"),
    "/unpublish": () => import("../api/v1/admin/articles/[slug]/unpublish/route"),
  };
  const route = (await routes[act]()) as unknown as Record<string, Handler>;
  const authorization: Record<string, string> = by === null ? {} : { authorization: `Bearer ${by}` };
  const init = { method, headers: { ...authorization, ...headers }, ...(body === undefined ? {} : { body }) };
  const request = new NextRequest(`http://localhost${path(slug, act)}${query}`, init);
  const response = (await route[method]?.(request, { params: Promise.resolve({ slug }) })) as Response;
  const { status } = response;
  const operation = OPERATIONS.find((one) => one.path === path("{slug}", act) && one.method === method.toLowerCase());
  expect([200, 429, ...Object.keys(operation?.otherwise ?? {}).map(Number)], `${method} ${act}`).toContain(status);
  return { status, headers: response.headers, body: await response.json() };
}

const put = (text = fileText(), given: Asked = {}) =>
  send({ method: "PUT", body: text, ...given, headers: { "content-type": "text/markdown", ...given.headers } });
const patch = (scores: unknown, given: Asked = {}) =>
  send({
    method: "PATCH",
    body: JSON.stringify(scores),
    ...given,
    headers: { "content-type": "application/json", ...given.headers },
  });
const publish = (given: Asked = {}) => send({ method: "POST", act: "/publish", ...given });
const unpublish = (given: Asked = {}) => send({ method: "POST", act: "/unpublish", ...given });

async function rowOf(slug = SLUG) {
  const [row] = await db.select().from(article).where(eq(article.slug, slug));
  return row;
}
const events = () => db.select().from(auditEvent).where(eq(auditEvent.subject, "article")).orderBy(desc(auditEvent.id));

test("an article comes as a file, is judged, published and taken back; each answer says how it is", async () => {
  const created = await put();
  expect(created.status).toBe(201);
  expect(writtenArticle.parse(created.body)).toMatchObject({
    slug: SLUG,
    state: "queued",
    version: 1,
    quality: 90,
    outcome: "new",
  });
  expect(created.headers.get("etag")).toBe('"v1"');
  expect(created.headers.get("cache-control")).toBe("no-store");
  expect(created.headers.has("access-control-allow-origin")).toBe(false);

  const judged = await patch({ quality: 95, heat: 120 });
  expect([judged.status, judged.body]).toMatchObject([
    200,
    { quality: 95, heat: 120, heatByHand: true, outcome: "changed" },
  ]);
  expect((await patch({ heat: "computed" })).body).toMatchObject({ heat: 95, heatByHand: false });

  const live = await publish();
  expect([live.status, live.body.state]).toEqual([200, "published"]);
  expect((await rowOf())?.state).toBe("published");
  expect((await publish()).body.outcome).toBe("unchanged");

  const back = await unpublish();
  expect([back.status, back.body.state]).toEqual([200, "unpublished"]);
  expect((await send({})).body).toEqual({ ...back.body, outcome: "unchanged" });
});

test("the same file changes nothing, an edited one what was edited, and editors' changes stay", async () => {
  await put();
  expect((await put()).body).toMatchObject({ outcome: "unchanged", version: 1 });
  await patch({ quality: 70 });
  const edited = await put(fileText({}, "Merrow 4 is out now"));
  expect([edited.status, edited.body]).toMatchObject([
    200,
    { outcome: "changed", title: "Merrow 4 is out now", quality: 70 },
  ]);
  const [file] = await db.select().from(articleFile);
  expect(file?.text).toBe(fileText({}, "Merrow 4 is out now"));
});

test("the record says who, by which token; their next Undo is not of what the program did", async () => {
  const own = await anArticle(db, { slug: "own", quality: 80 });
  const { changeArticles } = await import("@/lib/publishing/change");
  const by = { id: editor.id, name: editor.email };
  const mine = await changeArticles(db, { edits: [{ id: own, changes: { quality: 81 } }], by, now: new Date() });
  await put();
  await patch({ quality: 91 });
  await publish();
  const [last, judged, first] = await events();
  const actor = `ed@gazette.example (Robot ${made})`;
  expect([last, judged, first].map((event) => [event?.action, event?.actor, event?.userId])).toEqual([
    ["publish", actor, editor.id],
    ["edit", actor, editor.id],
    ["create", actor, editor.id],
  ]);
  expect([judged?.before?.quality, judged?.after?.quality]).toEqual([90, 91]);
  expect(first?.after).toMatchObject({ state: "queued", title: "Merrow 4 is out", topics: ["databases"] });
  expect(await lastAct(db, editor.id, new Date())).toBe(mine.act);
  // It can be taken back like any other, by whoever asks for it.
  await undoAct(db, { act: Number(judged?.act), by, now: new Date() });
  expect((await rowOf())?.quality).toBe(90);
});

describe("who may", () => {
  test("nobody without a token that works", async () => {
    await put();
    const gone = await newToken();
    const [own] = await ownTokens(db, editor, new Date());
    await revokeToken(db, editor, own?.id ?? 0, new Date());
    const old = await newToken(["articles:write"], 30, new Date(Date.now() - 31 * 24 * 60 * 60 * 1000));
    const wrong = [
      null,
      "",
      "gazette_",
      "gazette_made-up",
      token.slice(0, -1),
      `${token}x`,
      gone,
      old,
      "x".repeat(10_000),
    ];
    for (const by of wrong) {
      for (const asked of [
        {},
        { method: "PUT" },
        { method: "PATCH" },
        { method: "POST", act: "/publish" as const },
        { method: "POST", act: "/unpublish" as const },
      ]) {
        const answer = await send({ ...asked, by });
        expect(answer.status, `${by?.slice(0, 20)} ${asked.method}`).toBe(401);
        expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer realm="Gazette"/);
        problemDetails.parse(answer.body);
      }
    }
    expect(await rowOf()).toMatchObject({ version: 1, state: "queued" });
  });

  test("nobody whose access ended: disabled, the person's programs are out at once", async () => {
    await put();
    await disableUser(db, editor.email, { id: null, name: "admin" });
    expect((await send({})).status).toBe(401);
    expect((await publish()).status).toBe(401);
  });

  test("a token may only what it was made for", async () => {
    const writes = await newToken(["articles:write"]);
    const publishes = await newToken(["articles:publish"]);
    expect((await put(fileText(), { by: publishes })).status).toBe(403);
    expect((await put(fileText(), { by: writes })).status).toBe(201);
    expect((await patch({ quality: 99 }, { by: publishes })).status).toBe(403);
    const refused = await publish({ by: writes });
    expect(refused.status).toBe(403);
    expect(refused.headers.get("www-authenticate")).toContain('scope="articles:publish"');
    expect((await unpublish({ by: writes })).status).toBe(403);
    // Nor by way of the file.
    expect((await put(fileText({ published: true }), { by: writes })).status).toBe(403);
    expect((await put(fileText({ published: true }), { by: writes, slug: "2026-11-20-other" })).status).toBe(403);
    expect(await rowOf()).toMatchObject({ state: "queued", version: 1 });
    expect(await rowOf("2026-11-20-other")).toBeUndefined();
    expect((await publish({ by: publishes })).status).toBe(200);
    expect((await put(fileText({ published: false }), { by: writes })).status).toBe(403);
    expect((await rowOf())?.state).toBe("published");
    expect((await send({ by: publishes })).status).toBe(200);
  });
});

describe("the rules for editors hold", () => {
  test("below the minimum quality it is published only when that quality is confirmed", async () => {
    await put(fileText({ quality: 40 }));
    const refused = await publish();
    expect([refused.status, problemDetails.parse(refused.body).detail]).toMatchObject([
      409,
      expect.stringContaining("50"),
    ]);
    const json = { "content-type": "application/json" };
    expect((await publish({ body: '{"confirmed":39}', headers: json })).status).toBe(409);
    expect((await rowOf())?.state).toBe("queued");
    expect((await publish({ body: '{"confirmed":40}', headers: json })).status).toBe(200);
    const other = { slug: "2026-11-20-other" };
    const text = fileText({ published: true, quality: 40 });
    expect((await put(text, other)).status).toBe(409);
    expect(await rowOf(other.slug)).toBeUndefined();
    expect((await put(text, { ...other, query: "?confirmed=40" })).status).toBe(201);
    expect((await rowOf(other.slug))?.state).toBe("published");
  });

  test("If-Match refuses what was made from an older version, If-None-Match what is there", async () => {
    await put(fileText(), { headers: { "if-none-match": "*" } });
    await patch({ quality: 91 });
    const stale = { headers: { "if-match": '"v1"' } };
    for (const answer of [
      await put(fileText({}, "Other"), stale),
      await patch({ quality: 1 }, stale),
      await publish(stale),
      await unpublish(stale),
    ]) {
      expect(answer.status).toBe(412);
      problemDetails.parse(answer.body);
    }
    expect((await put(fileText({}, "Other"), { headers: { "if-none-match": "*" } })).status).toBe(412);
    expect((await put(fileText(), { slug: "2026-11-20-none", headers: { "if-match": '"v1"' } })).status).toBe(412);
    expect(await rowOf()).toMatchObject({ title: "Merrow 4 is out", quality: 91, version: 2 });
    expect((await patch({ quality: 92 }, { headers: { "if-match": '"v2"' } })).status).toBe(200);
    expect((await patch({ quality: 93 }, { headers: { "if-match": "v3" } })).status).toBe(400);
    expect((await put(fileText(), { headers: { "if-none-match": '"v1"' } })).status).toBe(400);
  });

  test("If-Match is refused as unreadable where the description of the API says that it is, and nowhere else", async () => {
    const parameters = describedWrite("patch").parameters ?? [];
    const taken = parameters.find(({ name }) => name === "If-Match")?.schema.anyOf ?? [];
    const isDescribed = (tag: string) =>
      taken.some(({ pattern, const: only }) => (pattern ? new RegExp(pattern).test(tag) : only === tag));
    await put();
    const refused = [];
    for (const tag of [
      '"v1"',
      'W/"v1"',
      "*",
      '"v2"',
      '"v999999999999999"',
      "0",
      "v1",
      '"v0"',
      '"v01"',
      '"x"',
      '"v1", "v2"',
    ]) {
      const { status } = await patch({ quality: 90 }, { headers: { "if-match": tag } });
      expect(status === 400, `${tag}: ${status}`).toBe(!isDescribed(tag));
      if (status === 400) refused.push(tag);
    }
    expect(refused).toEqual(["0", "v1", '"v0"', '"v01"', '"x"', '"v1", "v2"']);
  });

  test("scores without a body are none, as the description of the API says", async () => {
    await put();
    const { status, body } = await send({ method: "PATCH" });
    expect({ status, outcome: body.outcome }).toEqual({ status: 200, outcome: "unchanged" });
    expect(describedWrite("patch").requestBody?.required).toBe(false);
  });

  test("If-Match: * takes whatever is there and nothing that is not, If-None-Match: * nothing that is", async () => {
    const [there, absent] = [{ headers: { "if-match": "*" } }, { headers: { "if-none-match": "*" } }];
    expect((await put(fileText(), there)).status).toBe(412);
    expect(await rowOf()).toBeUndefined();
    await put();
    expect((await put(fileText({}, "Other"), there)).status).toBe(200);
    expect((await patch({ quality: 91 }, there)).status).toBe(200);
    for (const answer of [await patch({ quality: 1 }, absent), await publish(absent), await unpublish(absent)])
      expect(answer.status).toBe(412);
    expect(await rowOf()).toMatchObject({ title: "Other", quality: 91, state: "queued" });
  });

  test("what cannot be taken is refused with the reason, and nothing is left of it", async () => {
    const wrong: [string, Asked, number][] = [
      ["no front matter", {}, 400],
      [fileText({ originalUrl: "javascript:alert(1)" }), {}, 400],
      [fileText({ title: undefined }), {}, 400],
      [fileText(), { slug: "a b" }, 400],
      [fileText(), { slug: "..%2f" }, 400],
      [fileText(), { slug: "x".repeat(201) }, 400],
      ["\0", {}, 400],
      [fileText(), { headers: { "content-type": "application/json" } }, 415],
      [fileText(), { headers: { "content-type": "" } }, 415],
      ["x".repeat(1_000_001), {}, 413],
      [fileText(), { query: "?confirmed=x" }, 400],
    ];
    for (const [text, given, status] of wrong) {
      const answer = await put(text, given);
      expect(answer.status, `${text.slice(0, 60)} ${JSON.stringify(given)}`).toBe(status);
      problemDetails.parse(answer.body);
    }
    expect(await db.$count(article)).toBe(0);
    await put();
    for (const [scores, status] of [
      [{ quality: "high" }, 400],
      [{ quality: 1.5 }, 400],
      [{ quality: 1e10 }, 400],
      [{ slug: "other" }, 400],
      [[], 400],
      [{}, 200],
    ] as const)
      expect((await patch(scores)).status, JSON.stringify(scores)).toBe(status);
    expect((await send({ method: "PATCH", body: "{", headers: { "content-type": "application/json" } })).status).toBe(
      400,
    );
    expect((await patch({ quality: 1 }, { headers: { "content-type": "text/plain" } })).status).toBe(415);
    expect((await publish({ body: "x".repeat(20_000), headers: { "content-type": "application/json" } })).status).toBe(
      413,
    );
    expect(await rowOf()).toMatchObject({ version: 1 });
  });

  test("what was deleted for good stays away, and what is not there is not written", async () => {
    await db.execute(sql`insert into gone_slug (slug) values (${SLUG})`);
    expect((await put()).status).toBe(400);
    expect(await rowOf()).toBeUndefined();
    for (const answer of [
      await send({}),
      await patch({ quality: 1 }),
      await publish(),
      await unpublish(),
      await send({ slug: "\0" }),
    ])
      expect(answer.status).toBe(404);
  });

  test("an old address means the article that had it", async () => {
    const id = await anArticle(db, { slug: "now", quality: 80 });
    await db.execute(sql`insert into slug_redirect (slug, article_id) values ('then', ${id})`);
    expect((await patch({ quality: 81 }, { slug: "then" })).body).toMatchObject({ slug: "now", quality: 81 });
  });
});

describe("tokens", () => {
  test("are kept as hashes alone, shown by their beginning, and say when they were used", async () => {
    const [row] = await db.select().from(apiToken);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(token.startsWith(row?.start ?? "none")).toBe(true);
    expect(row?.start.length).toBeLessThan(token.length / 2);
    expect(row?.lastUsedAt).toBeNull();
    await send({});
    const [used] = await db.select().from(apiToken);
    expect(used?.lastUsedAt).not.toBeNull();
    const recorded = await db.select().from(auditEvent).where(eq(auditEvent.action, "make-api-token"));
    expect(JSON.stringify(recorded)).not.toContain(token);
    expect(recorded[0]).toMatchObject({
      userId: editor.id,
      after: { name: `Robot ${made}`, scopes: ["articles:write", "articles:publish"] },
    });
  });

  test("are refused without a name or scope, twice of one name, and beyond 20", async () => {
    const make = (name: string, scopes: Scope[] = ["articles:write"]) =>
      makeToken(db, { user: editor, name, scopes, days: 0, now: new Date() });
    await expect(make(" ")).rejects.toMatchObject({ code: "invalid", fields: { name: expect.any(String) } });
    await expect(make("x".repeat(61))).rejects.toMatchObject({ code: "invalid" });
    await expect(make("New", [])).rejects.toMatchObject({ code: "invalid", fields: { scopes: expect.any(String) } });
    await expect(make(`Robot ${made}`)).rejects.toMatchObject({ code: "invalid" });
    const many = await Promise.allSettled(Array.from({ length: 25 }, (_, index) => make(`Many ${index}`)));
    expect(many.filter(({ status }) => status === "fulfilled")).toHaveLength(19);
  });

  test("nobody revokes another's", async () => {
    const other = await createUser(db, { email: "other@gazette.example", password: PASSWORD, role: "admin" }, BY);
    const [own] = await ownTokens(db, editor, new Date());
    await expect(revokeToken(db, other, own?.id ?? 0, new Date())).rejects.toMatchObject({ code: "not-found" });
    expect((await put()).status).toBe(201);
  });
});
