import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { appendAudit } from "@/db/audit";
import { type ActCursor, MAX_COUNTED } from "@/db/audit-acts";
import type { AuditFilter } from "@/db/audit-filter";
import { AUDIT_KINDS } from "@/db/audit-kinds";
import { article, auditEvent, user } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import type { AppError } from "../errors";
import { changeArticles } from "../publishing/change";
import { createArticle } from "../publishing/create";
import { EMPTY_DRAFT } from "../publishing/draft";
import { newDraft } from "../publishing/given-draft";
import { takeDown } from "../publishing/take-down";
import { actPage, EVENTS_SHOWN, recordBatches, recordPage } from "./record";
import { subjectsFor } from "./subjects";
import { TAKEN_DOWN_NAME } from "./taken-down";
import { undoAct } from "./undo";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const by = { id: null, name: "day@desk.example" };
const ALL: AuditFilter = { subjects: null };
const { slug: _, correction: __, ...NEW_DRAFT } = EMPTY_DRAFT;

beforeEach(async () => {
  await db.execute(
    sql`truncate article, story, provider, topic, outbox, setting, audit_event, "user" restart identity cascade`,
  );
});

const score = async (ids: number[], quality: number) =>
  (await changeArticles(db, { edits: ids.map((id) => ({ id, changes: { quality } })), by, now: NOW })).act;
const page = (filter: Partial<AuditFilter> = {}, after: ActCursor | null = null, size = 50) =>
  recordPage(db, { ...ALL, ...filter }, { after, size });
const keys = async (filter: Partial<AuditFilter> = {}) => (await page(filter)).acts.map(({ key }) => key);
const person = async (email: string) => {
  const [row] = await db.insert(user).values({ email, role: "editor", passwordHash: "x" }).returning({ id: user.id });
  return { id: row?.id ?? 0, name: email };
};

test("an act of many is one line that says how many, and the newest comes first", async () => {
  const ids = [];
  for (let index = 0; index < EVENTS_SHOWN + 3; index++) ids.push(await anArticle(db, { title: `Number ${index}` }));
  const many = await score(ids, 70);
  const one = await score(ids.slice(0, 1), 71);
  const { acts, next } = await page();
  expect(acts.map(({ key, size, undo }) => ({ key, size, undo }))).toEqual([
    { key: { act: one }, size: 1, undo: "possible" },
    { key: { act: many }, size: EVENTS_SHOWN + 3, undo: "possible" },
  ]);
  expect(next).toBeNull();
  expect(acts[0]?.events[0]).toMatchObject({ name: "Number 0", after: { quality: 71 }, actor: by.name });
  expect(acts[1]?.events).toHaveLength(EVENTS_SHOWN);
  expect(acts[1]?.tally).toMatchObject([{ action: "edit", subject: "article", events: EVENTS_SHOWN + 3 }]);
});

test("every act is reached by paging, once, also those from before acts had numbers", async () => {
  const lone = await db
    .insert(auditEvent)
    .values([1, 2, 3].map((n) => ({ actor: "old", action: "publish", subject: "article", subjectId: String(n) })))
    .returning({ id: auditEvent.id });
  const ids = [await anArticle(db), await anArticle(db)];
  const acts: number[] = [];
  for (let index = 0; index < 5; index++) acts.push(await score(ids, 60 + index));
  // Two acts whose events came in turns.
  for (const act of [901, 902, 901, 902]) {
    await appendAudit(db, { by, action: "edit", subject: "article", subjectId: ids[0] ?? 0 }, { act });
  }
  const found: ActCursor[] = [];
  let after: ActCursor | null = null;
  do {
    const { acts: some, next } = await page({}, after, 2);
    found.push(...some.map(({ key }) => key));
    after = next;
  } while (after);
  expect(found).toEqual([
    { act: 902 },
    { act: 901 },
    ...acts.toReversed().map((act) => ({ act })),
    ...lone.toReversed().map(({ id }) => ({ event: id })),
  ]);
});

describe("filters", () => {
  test("by person, and what the portal itself did", async () => {
    const ada = await person("ada@desk.example");
    await appendAudit(db, { by: ada, action: "edit", subject: "article", subjectId: 1 });
    await appendAudit(db, { by, action: "edit", subject: "article", subjectId: 1 });
    expect((await page({ userId: ada.id })).acts.map(({ events }) => events[0]?.actor)).toEqual([ada.name]);
    expect((await page({ userId: null })).acts.map(({ events }) => events[0]?.actor)).toEqual([by.name]);
    expect(await keys()).toHaveLength(2);
  });

  test("an article's acts are found also where it is one of many", async () => {
    const [one, two] = [await anArticle(db), await anArticle(db)];
    const both = await score([one, two], 70);
    await score([one], 71);
    expect(await keys({ about: { subject: "article", id: String(two) } })).toEqual([{ act: both }]);
    const { acts } = await page({ about: { subject: "article", id: String(two) } });
    expect(acts[0]?.size).toBe(2);
  });

  test.each<[string, { from?: string; until?: string }, number[]]>([
    ["from a day", { from: "2026-11-21" }, [3, 2]],
    ["until a day", { until: "2026-11-21" }, [1]],
    ["of a day", { from: "2026-11-21", until: "2026-11-22" }, [2]],
    ["after all", { from: "2026-12-01" }, []],
    ["before all", { until: "2026-11-01" }, []],
  ])("dates: %s", async (_, { from, until }, acts) => {
    await db.insert(auditEvent).values(
      [1, 2, 3].map((act) => ({
        ...{ actor: "a", action: "edit", subject: "article", act },
        at: new Date(`2026-11-${19 + act}T00:00:00Z`),
      })),
    );
    const filter = { from: from ? new Date(from) : undefined, until: until ? new Date(until) : undefined };
    expect(await keys(filter)).toEqual(acts.map((act) => ({ act })));
    const exported: number[] = [];
    for await (const batch of recordBatches(db, { ...ALL, ...filter })) exported.push(...batch.map(({ id }) => id));
    expect(exported).toHaveLength(acts.length);
  });

  test.each<[(typeof AUDIT_KINDS)[number], { action: string; subject: string; after?: object; undoes?: number }]>([
    ["publish", { action: "publish", subject: "article" }],
    ["unpublish", { action: "requeue", subject: "article" }],
    ["edit", { action: "edit", subject: "article" }],
    ["story", { action: "follow", subject: "article", after: { storyId: 2 } }],
    ["front", { action: "edit2", subject: "article", after: { pinPlace: null } }],
    ["import", { action: "import", subject: "import" }],
    ["undo", { action: "other", subject: "other", undoes: 7 }],
    ["topics", { action: "merge", subject: "topic" }],
    ["providers", { action: "merge", subject: "provider" }],
    ["synonyms", { action: "synonym-add", subject: "search_synonym" }],
    ["people", { action: "set-role", subject: "user" }],
    ["sign-in", { action: "sign-in", subject: "user" }],
    ["sign-in-failed", { action: "sign-in-failed", subject: "user" }],
    ["settings", { action: "set", subject: "setting" }],
  ])("%s", async (kind, { undoes, after, ...event }) => {
    await appendAudit(db, { by, action: "else", subject: "else" });
    await appendAudit(db, { by, ...event, after: (after as Record<string, unknown>) ?? null }, { act: 50, undoes });
    expect(await keys({ kind })).toEqual([{ act: 50 }]);
  });

  test("every kind can be asked for", async () => {
    for (const kind of AUDIT_KINDS) expect(await keys({ kind })).toEqual([]);
  });
});

test("editors see what was done to the news, and take no other act back", async () => {
  await appendAudit(db, { by, action: "sign-in-failed", subject: "user" }, { act: 1 });
  await appendAudit(db, { by, action: "set", subject: "setting", subjectId: "minimumQuality" }, { act: 2 });
  await appendAudit(db, { by, action: "publish", subject: "article", subjectId: 1 }, { act: 3 });
  const subjects = subjectsFor("editor");
  expect(await keys({ subjects })).toEqual([{ act: 3 }]);
  expect(await keys({ subjects: subjectsFor("admin") })).toHaveLength(3);
  expect(await actPage(db, 2, { after: 0, size: 9, subjects })).toBeNull();
  const refused = undoAct(db, { act: 2, by, now: NOW, subjects }).catch((error: AppError) => error.code);
  expect(await refused).toBe("not-found");
});

test("an act that was taken back says so, and taking back can be taken back", async () => {
  const id = await anArticle(db, { quality: 60 });
  const act = await score([id], 70);
  const { act: undoing } = await undoAct(db, { act, by, now: NOW });
  const { acts } = await page();
  expect(acts.map(({ key, undo, undoneBy }) => ({ key, undo, undoneBy }))).toEqual([
    { key: { act: undoing }, undo: "possible", undoneBy: null },
    { key: { act }, undo: "undone", undoneBy: undoing },
  ]);
  expect(acts[0]?.events[0]?.undoes).toBe(act);
});

test("where something newer changed the same, the refusal says who changed what, and nothing else", async () => {
  const id = await anArticle(db, { quality: 60 });
  const act = await score([id], 70);
  await changeArticles(db, { edits: [{ id, changes: { title: "Else" } }], by, now: NOW });
  const other = { id: null, name: "night@desk.example" };
  await changeArticles(db, { edits: [{ id, changes: { quality: 80 } }], by: other, now: NOW });
  const refused = await undoAct(db, { act, by, now: NOW }).catch((error: AppError) => error);
  expect(refused).toMatchObject({ code: "conflict", conflict: { changes: [{ actor: other.name }] } });
  expect((refused as AppError).conflict?.changes).toMatchObject([{ before: { quality: 70 }, after: { quality: 80 } }]);
});

test("a deletion can't be taken back, and its entry still stands there", async () => {
  await appendAudit(db, { by, action: "delete", subject: "article", subjectId: 99, before: { title: "Gone" } });
  expect((await page()).acts[0]).toMatchObject({ undo: "none", events: [{ name: TAKEN_DOWN_NAME, subjectId: "99" }] });
});

test("a page of an act's events", async () => {
  await db.execute(sql`
    insert into audit_event (actor, action, subject, subject_id, act)
    select 'a', 'edit', 'article', n::text, 7 from generate_series(1, ${MAX_COUNTED + 5}) n`);
  const first = await actPage(db, 7, { after: 0, size: 3, subjects: null });
  expect(first?.act.size).toBeNull();
  expect(first?.events.map(({ subjectId }) => subjectId)).toEqual(["1", "2", "3"]);
  const second = await actPage(db, 7, { after: first?.next ?? 0, size: 3, subjects: null });
  expect(second?.events.map(({ subjectId }) => subjectId)).toEqual(["4", "5", "6"]);
  const last = await actPage(db, 7, { after: MAX_COUNTED + 4, size: 3, subjects: null });
  expect(last).toMatchObject({ events: [{ subjectId: String(MAX_COUNTED + 5) }], next: null });
});

test("of an article that was taken down nobody reads any more what it said", async () => {
  const draft = newDraft.parse({
    ...NEW_DRAFT,
    title: "The secret",
    excerpt: "All of the secret",
    originalUrl: "https://a.example/1",
    provider: "a.example",
    publishedAt: NOW.toISOString(),
  });
  const { id } = await createArticle(db, { draft, state: "queued", by, now: NOW });
  const edit = { id, changes: { title: "Secret, too", originalUrl: "https://a.example/secret", quality: 61 } };
  const { act } = await changeArticles(db, { edits: [edit], by, now: NOW });
  await anArticle(db, { title: "Another" });
  const [{ slug }] = (await db.select({ slug: article.slug }).from(article).where(eq(article.id, id))) as [
    { slug: string },
  ];
  await takeDown(db, { id, confirmation: slug, by, now: NOW });
  const batches = [];
  for await (const batch of recordBatches(db, ALL)) batches.push(...batch);
  const shown = [(await page()).acts, await actPage(db, act, { after: 0, size: 9, subjects: null }), batches];
  for (const all of shown) expect(JSON.stringify(all)).not.toMatch(/secret/i);
  expect(batches.filter(({ subject }) => subject === "article")).toMatchObject([
    { action: "delete", name: TAKEN_DOWN_NAME, isTakenDown: true, before: {} },
    { action: "edit", name: TAKEN_DOWN_NAME, after: { quality: 61, version: 2 } },
    { action: "create", name: TAKEN_DOWN_NAME, after: { state: "queued" } },
  ]);
});
