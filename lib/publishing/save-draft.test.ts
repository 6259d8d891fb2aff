import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { article, auditEvent, provider, slugRedirect, topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import type { AppError } from "../errors";
import { articlePage } from "../reading";
import { undoAct } from "../record/undo";
import { createArticle } from "./create";
import type { Draft } from "./draft";
import { draftChanges, newDraft } from "./given-draft";
import { saveDraft } from "./save-draft";
import { storedDraft } from "./stored-draft";
import { earlierVersions, restoreVersion } from "./versions";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const by = { id: null, name: "day@desk.example" };

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, gone_slug, slug_redirect, audit_event restart identity cascade`;
  await db.insert(topic).values([
    { id: "web", name: "Web" },
    { id: "data", name: "Data" },
  ]);
});

const save = (id: number, version: number, changed: Partial<Draft>) =>
  saveDraft(db, { id, version, changed: draftChanges.parse(changed), by, now: NOW });
const draft = async (id: number) => (await storedDraft(db, id))?.draft as Draft;
const rowOf = async (id: number) => (await db.select().from(article).where(eq(article.id, id)))[0];
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: AppError) => error,
  );

test("every field is saved as it was typed, and reads the same again", async () => {
  const id = await anArticle(db, { topics: ["Data"], slug: "2026-11-20-old" });
  const changed: Partial<Draft> = {
    title: "A new title",
    excerpt: "Two\nlines &amp; more",
    originalUrl: "https://oakum.example/original",
    webUrl: "https://oakum.example/web",
    provider: "oakum.example",
    type: "video",
    category: "news",
    topics: ["Web", "Data"],
    images: [{ url: "https://oakum.example/a.jpg", width: "1600", height: "900", title: "A" }],
    publishedAt: "2026-11-19T06:05:07Z",
    quality: "-5",
    heat: "120",
    slug: "2026-11-20-new",
    liveFrom: "2026-11-20T00:00:00Z",
    liveUntil: "2026-12-20T00:00:00Z",
    correction: "The number was wrong.",
  };
  const { version } = await save(id, 1, { ...changed, providerName: "Oakum" });
  expect(version).toBe(2);
  expect(await draft(id)).toEqual({ ...changed, providerName: "" });
  expect(await db.select({ name: provider.name }).from(provider).where(eq(provider.domain, "oakum.example"))).toEqual([
    { name: "Oakum" },
  ]);
  const made = await db.select().from(auditEvent).where(eq(auditEvent.subject, "provider"));
  expect(made).toMatchObject([{ actor: by.name, action: "create", after: { domain: "oakum.example", name: "Oakum" } }]);
  expect(await db.select().from(slugRedirect)).toEqual([{ slug: "2026-11-20-old", articleId: id }]);
  const { value } = await articlePage(db, NOW, "2026-11-20-new");
  expect(value.found).toMatchObject({ kind: "live", page: { correction: { text: "The number was wrong.", at: NOW } } });
});

test.each<[string, Partial<Draft>, string]>([
  ["a topic that there isn't", { topics: ["Cooking"] }, "topics"],
  ["a provider that is neither known nor a domain", { provider: "The Unknown" }, "provider"],
  ["no link at all", { webUrl: "", originalUrl: "" }, "originalUrl"],
  ["an end before the beginning that it had", { liveUntil: "2026-11-01T00:00:00Z" }, "liveUntil"],
  ["another article's address", { slug: "2026-11-20-taken" }, "slug"],
])("%s is refused, and nothing is saved", async (_, changed, field) => {
  await anArticle(db, { slug: "2026-11-20-taken" });
  const id = await anArticle(db, { liveFrom: new Date("2026-11-10T00:00:00Z") });
  expect(await refusal(save(id, 1, { title: "New", ...changed }))).toMatchObject({
    code: "invalid",
    fields: { [field]: expect.any(String) },
  });
  expect((await rowOf(id))?.version).toBe(1);
});

test.each<[Partial<Draft>, string]>([
  [{ title: " " }, "title"],
  [{ quality: "8.5" }, "quality"],
  [{ quality: "1e3" }, "quality"],
  [{ heat: "hot" }, "heat"],
  [{ slug: "a/b" }, "slug"],
  [{ webUrl: "javascript:alert(1)" }, "webUrl"],
  [{ publishedAt: "" }, "publishedAt"],
  [{ liveFrom: "soon" }, "liveFrom"],
  [{ images: [{ url: "data:x", width: "", height: "", title: "" }] }, "images"],
  [{ images: [{ url: "/a.jpg", width: "wide", height: "", title: "" }] }, "images"],
])("%j is refused by its field", (changed, field) => {
  expect(draftChanges.safeParse(changed).error?.issues.map(({ path }) => path[0])).toContain(field);
});

test("a provider is found by its name, and pictures keep what else their files say", async () => {
  const id = await anArticle(db, { images: [{ url: "/a.jpg", isCached: true }, { url: "/b.jpg" }] });
  await anArticle(db, { domain: "oakum.example" });
  const images = [
    { url: "/b.jpg", width: "", height: "", title: "" },
    { url: "/a.jpg", width: "10", height: "", title: "A" },
  ];
  await save(id, 1, { provider: "OAKUM", images });
  expect((await draft(id)).provider).toBe("oakum.example");
  expect((await rowOf(id))?.images).toEqual([
    { url: "/b.jpg" },
    { url: "/a.jpg", isCached: true, width: 10, title: "A" },
  ]);
});

test("a save of an older version is refused", async () => {
  const id = await anArticle(db);
  await save(id, 1, { title: "Theirs" });
  expect(await refusal(save(id, 1, { excerpt: "Mine" }))).toMatchObject({ code: "conflict", conflict: { version: 2 } });
  expect((await rowOf(id))?.excerpt).toBe("");
});

test("all fields go back to an earlier version, and forth again", async () => {
  const id = await anArticle(db, { title: "One", topics: ["Data"], slug: "2026-11-20-one" });
  const first = await draft(id);
  await save(id, 1, { title: "Two", quality: "90", topics: ["Web"] });
  await save(id, 2, { title: "Three", slug: "2026-11-20-three", provider: "oakum.example", heat: "120" });
  const third = await draft(id);

  const { act } = await restoreVersion(db, { id, version: 3, to: 1, by, now: NOW });
  expect(await draft(id)).toEqual(first);
  await undoAct(db, { act, by, now: NOW });
  expect(await draft(id)).toEqual(third);
  await restoreVersion(db, { id, version: 5, to: 2, by, now: NOW });
  expect(await draft(id)).toEqual({ ...first, title: "Two", quality: "90", topics: ["Web"] });
  expect(await refusal(restoreVersion(db, { id, version: 5, to: 1, by, now: NOW }))).toMatchObject({
    code: "conflict",
  });
});

test("versions before an import are not in the record", () => {
  const event = (from: number, title: string) => ({
    before: { version: from, title },
    after: { version: from + 1, title: `${title}!` },
  });
  const versions = earlierVersions([event(7, "c"), event(6, "b"), event(3, "a")], 8);
  expect([...versions]).toEqual([
    [7, { title: "c" }],
    [6, { title: "b" }],
  ]);
});

const whole: Partial<Draft> = {
  title: "By hand",
  excerpt: "",
  originalUrl: "https://oakum.example/hand",
  webUrl: "",
  provider: "oakum.example",
  providerName: "",
  type: "article",
  category: "",
  topics: ["Web"],
  images: [],
  publishedAt: "2026-11-20T06:40:00Z",
  quality: "80",
  heat: "",
  liveFrom: "",
  liveUntil: "",
};
const create = (state: "queued" | "published", given: Partial<Draft> = {}) =>
  createArticle(db, { draft: newDraft.parse({ ...whole, ...given }), state, by, now: NOW });

test("a new article waits in the queue, with an address and an act of its own", async () => {
  const { id, act } = await create("queued");
  expect(await rowOf(id)).toMatchObject({
    state: "queued",
    slug: "2026-11-20-by-hand",
    quality: 80,
    heat: 80,
    heatGiven: null,
    version: 1,
  });
  expect((await draft(id)).topics).toEqual(["Web"]);
  // Its provider was made beside it, which is an act of its own.
  expect(await db.select().from(auditEvent).orderBy(auditEvent.id)).toMatchObject([
    { action: "create", subject: "provider" },
    { action: "create", subject: "article", act, subjectId: String(id) },
  ]);
});

test("one that is published at once can be taken back and brought back, and its page says gone in between", async () => {
  const { id, act } = await create("published");
  const page = async () => (await articlePage(db, NOW, "2026-11-20-by-hand")).value.found.kind;
  expect(await page()).toBe("live");
  const undone = await undoAct(db, { act, by, now: NOW });
  expect(await rowOf(id)).toMatchObject({ state: "unpublished", withdrawn: true });
  expect(await page()).toBe("gone");
  await undoAct(db, { act: undone.act, by, now: NOW });
  expect(await page()).toBe("live");
});

test("one that waits is left out when it is taken back, unless it was judged meanwhile", async () => {
  const first = await create("queued");
  await undoAct(db, { act: first.act, by, now: NOW });
  expect(await rowOf(first.id)).toMatchObject({ state: "unpublished", withdrawn: true, wasLive: false });
  const second = await create("queued");
  await saveDraft(db, { id: second.id, version: 1, changed: {}, state: "published", by, now: NOW });
  expect(await refusal(undoAct(db, { act: second.act, by, now: NOW }))).toMatchObject({ code: "conflict" });
});

test("below the minimum nothing is made until it is confirmed", async () => {
  expect(await refusal(create("published", { quality: "" }))).toMatchObject({ code: "below-minimum" });
  expect(await db.$count(article)).toBe(0);
  expect((await newDraft.safeParseAsync({ ...whole, originalUrl: "" })).error?.issues[0]?.path).toEqual([
    "originalUrl",
  ]);
});
