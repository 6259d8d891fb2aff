import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { ANNOUNCE_CHANNEL } from "@/db/announce";
import {
  article,
  articleSearch,
  articleTopic,
  auditEvent,
  outbox,
  provider,
  setting,
  slugRedirect,
  story,
  topic,
} from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { AppError } from "../errors";
import { type Edit, editArticle } from "./edit";
import { articleHistory } from "./history";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const DAY_MS = 86_400_000;
const by = { id: null, name: "day@desk.example" };
const night = { id: null, name: "night@desk.example" };

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, setting, slug_redirect, audit_event restart identity cascade`;
  await db.insert(provider).values({ domain: "tailwater.example", name: "The Tailwater" });
  await db.insert(topic).values({ id: "databases", name: "Databases" });
});

type By = Omit<Edit, "changes">;
const publishArticle = (on: typeof db, edit: By) => editArticle(on, { ...edit, changes: { state: "published" } });
const unpublishArticle = (on: typeof db, edit: By) => editArticle(on, { ...edit, changes: { state: "unpublished" } });
const setScores = (on: typeof db, { scores, ...edit }: By & { scores: Edit["changes"] }) =>
  editArticle(on, { ...edit, changes: scores });

type New = Partial<typeof article.$inferInsert>;

async function insert(given: New = {}): Promise<number> {
  const [row] = await db
    .insert(article)
    .values({
      slug: `2026-11-20-${Math.random()}`,
      state: "queued",
      title: "Merrow 4",
      publishedAt: new Date("2026-11-20T06:40:00Z"),
      webUrl: "https://tailwater.example/merrow",
      providerId: 1,
      ...given,
    })
    .returning({ id: article.id });
  if (!row) throw new Error("nothing inserted");
  return row.id;
}

async function articleRow(id: number) {
  const [row] = await db.select().from(article).where(eq(article.id, id));
  if (!row) throw new Error(`no article ${id}`);
  return row;
}

const refusal = (edit: Promise<unknown>): Promise<AppError> =>
  edit.then(
    () => {
      throw new Error("the edit went through");
    },
    (error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    },
  );

test("publishing writes the row, the record, the outbox and the search text, and tells which pages changed", async () => {
  const id = await insert({ quality: 87, withdrawn: true });
  await db
    .insert(articleTopic)
    .values({ articleId: id, topicId: "databases", position: 0, publishedAt: NOW, published: false });
  const heard: string[] = [];
  const subscription = await sql.listen(ANNOUNCE_CHANNEL, (payload) => heard.push(payload));

  const result = await publishArticle(db, { id, version: 1, by, now: NOW });

  expect(result).toMatchObject({ version: 2, changed: true, state: "published" });
  expect(result.tags.sort()).toEqual(["article:1", "articles", "provider:1", "topic:databases"]);
  expect(await articleRow(id)).toMatchObject({
    state: "published",
    withdrawn: false,
    wasLive: false,
    version: 2,
    heat: 87,
    changedAt: NOW,
  });
  const [event] = await db.select().from(auditEvent);
  expect(event).toMatchObject({ actor: by.name, action: "publish", subject: "article", subjectId: String(id) });
  expect(event?.before).toEqual({ state: "queued", withdrawn: true, heat: null, version: 1 });
  expect(event?.after).toEqual({ state: "published", withdrawn: false, heat: 87, version: 2 });
  expect(await db.select({ articleId: outbox.articleId }).from(outbox)).toEqual([{ articleId: id }]);
  expect(await db.select({ id: articleSearch.articleId }).from(articleSearch)).toEqual([{ id }]);
  // Notifications arrive in order, so once this one is there, the edit's is, too.
  await sql.notify(ANNOUNCE_CHANNEL, "last");
  await expect.poll(() => heard.at(-1)).toBe("last");
  await subscription.unlisten();
  expect(JSON.parse(heard[0] ?? "null").sort()).toEqual(result.tags);
});

test("unpublishing remembers that it was live, and that an editor did it", async () => {
  const id = await insert({ state: "published", quality: 87 });
  await unpublishArticle(db, { id, version: 1, by, now: NOW });
  expect(await articleRow(id)).toMatchObject({ state: "unpublished", wasLive: true, withdrawn: true });
  await publishArticle(db, { id, version: 2, by, now: NOW });
  expect(await articleRow(id)).toMatchObject({ state: "published", wasLive: true, withdrawn: false });
});

test.each([
  ["was never live: leaving out what is queued", { state: "queued" }, false],
  ["was never live: its time has not come", { state: "published", liveFrom: new Date(NOW.getTime() + DAY_MS) }, false],
  ["was live until its time was over", { state: "published", liveUntil: new Date(NOW.getTime() - DAY_MS) }, true],
  [
    "was never live: its time was over before it came",
    { state: "published", liveFrom: new Date(NOW.getTime() - DAY_MS), liveUntil: new Date(NOW.getTime() - 2 * DAY_MS) },
    false,
  ],
] satisfies [string, New, boolean][])("%s", async (_, given, wasLive) => {
  const id = await insert({ quality: 87, ...given });
  await unpublishArticle(db, { id, version: 1, by, now: NOW });
  expect(await articleRow(id)).toMatchObject({ state: "unpublished", wasLive, withdrawn: true });
});

test("publishing the best of a story makes it the lead, and the others coverage", async () => {
  const [{ id: storyId } = { id: 0 }] = await db.insert(story).values({}).returning();
  const lead = await insert({ state: "published", quality: 80, heat: 100, storyId });
  const other = await insert({ state: "unpublished", slug: null, quality: 60, heat: -1, isCoverage: true, storyId });
  const better = await insert({ quality: 90, heat: -1, isCoverage: true, storyId });

  const { tags } = await publishArticle(db, { id: better, version: 1, by, now: NOW });

  expect(await articleRow(better)).toMatchObject({ isCoverage: false, heat: 110 });
  expect(await articleRow(lead)).toMatchObject({ isCoverage: true, heat: -1, version: 1 });
  expect(await articleRow(other)).toMatchObject({ isCoverage: true, heat: -1 });
  expect(tags).toContain(`article:${lead}`);
  expect(tags).toContain(`story:${storyId}`);
  const queued = await db.select({ id: outbox.articleId }).from(outbox);
  expect(queued.map(({ id }) => id).sort()).toEqual([lead, better]);
  expect(await articleHistory(db, lead)).toMatchObject([
    {
      action: "follow",
      actor: by.name,
      before: { heat: 100, isCoverage: false },
      after: { heat: -1, isCoverage: true },
    },
  ]);
  expect(await articleHistory(db, better)).toMatchObject([
    { action: "publish", before: { heat: -1, isCoverage: true }, after: { heat: 110, isCoverage: false } },
  ]);
});

test("heat set by hand stays until it is given back to the rule", async () => {
  const id = await insert({ state: "published", quality: 70, heat: 70 });
  await setScores(db, { id, version: 1, by, now: NOW, scores: { heat: 120 } });
  await setScores(db, { id, version: 2, by, now: NOW, scores: { quality: 75 } });
  expect(await articleRow(id)).toMatchObject({ quality: 75, heat: 120, heatGiven: 120 });
  await setScores(db, { id, version: 3, by, now: NOW, scores: { heat: "computed" } });
  expect(await articleRow(id)).toMatchObject({ heat: 75, heatGiven: null });
  await setScores(db, { id, version: 4, by, now: NOW, scores: { quality: null } });
  expect(await articleRow(id)).toMatchObject({ heat: null, quality: null });
});

test("the same in a story", async () => {
  const [{ id: storyId } = { id: 0 }] = await db.insert(story).values({}).returning();
  const lead = await insert({ state: "published", quality: 80, heat: 90, storyId });
  await insert({ state: "published", quality: 60, heat: -1, isCoverage: true, storyId });
  await setScores(db, { id: lead, version: 1, by, now: NOW, scores: { heat: 150 } });
  expect(await articleRow(lead)).toMatchObject({ heat: 150 });
  await setScores(db, { id: lead, version: 2, by, now: NOW, scores: { heat: "computed", quality: 85 } });
  expect(await articleRow(lead)).toMatchObject({ heat: 95 });
});

test("an edit of an older version is refused with what changed since, by whom", async () => {
  const id = await insert({ quality: 70 });
  await setScores(db, { id, version: 1, by: night, now: NOW, scores: { quality: 82 } });
  await publishArticle(db, { id, version: 2, by: night, now: NOW });

  const error = await refusal(setScores(db, { id, version: 1, by, now: NOW, scores: { quality: 60 } }));

  expect(error.code).toBe("conflict");
  expect(error.conflict).toMatchObject({
    version: 3,
    current: { state: "published", quality: 82, heatGiven: null },
    changes: [
      { actor: night.name, before: { quality: 70 }, after: { quality: 82 } },
      { actor: night.name, before: { state: "queued" }, after: { state: "published" } },
    ],
  });
  expect(await articleRow(id)).toMatchObject({ quality: 82, version: 3 });
});

test("of two edits at the same time one goes through, the other is refused", async () => {
  const id = await insert({ quality: 70 });
  const scores = [81, 82, 83, 84].map((quality) => ({ quality }));
  const results = await Promise.allSettled(
    scores.map((score) => setScores(db, { id, version: 1, by, now: NOW, scores: score })),
  );
  const refused = results.filter((result) => result.status === "rejected").map(({ reason }) => reason.code);
  expect(refused).toEqual(["conflict", "conflict", "conflict"]);
  expect((await articleRow(id)).version).toBe(2);
  expect(await db.select().from(auditEvent)).toHaveLength(1);
});

test("members of one story can be edited at the same time", async () => {
  const [{ id: storyId } = { id: 0 }] = await db.insert(story).values({}).returning();
  const members: number[] = [];
  for (const quality of [60, 70, 80, 90]) members.push(await insert({ quality, storyId, isCoverage: true, heat: -1 }));
  for (let version = 1; version <= 5; version++) {
    const heat = 100 + version;
    await Promise.all(members.toReversed().map((id) => setScores(db, { id, version, by, now: NOW, scores: { heat } })));
  }
  expect(await db.select({ heat: article.heat }).from(article)).toEqual(Array(4).fill({ heat: 105 }));
});

test("an edit that deadlocks is done again", async () => {
  const [{ id: storyId } = { id: 0 }] = await db.insert(story).values({}).returning();
  const [first = 0, second = 0] = [await insert({ quality: 60, storyId }), await insert({ quality: 70, storyId })];
  const { editing } = await sql.begin(async (other) => {
    // The other one is patient, so that it is the edit that Postgres ends.
    await other`set local deadlock_timeout = '60s'`;
    await other`select id from article where id = ${second} for update`;
    const editing = setScores(db, { id: first, version: 1, by, now: NOW, scores: { heat: 105 } });
    const waiting = () => sql`select 1 from pg_locks where not granted and locktype in ('transactionid', 'tuple')
      and pid in (select pid from pg_stat_activity where datname = current_database())`;
    await expect.poll(async () => (await waiting()).length).toBeGreaterThan(0);
    await other`select id from article where id = ${first} for update`;
    return { editing };
  });
  await editing;
  expect(await articleRow(first)).toMatchObject({ heat: 105, version: 2 });
});

test("a story that an edit closes is announced", async () => {
  const [{ id: storyId } = { id: 0 }] = await db.insert(story).values({}).returning();
  const id = await insert({ quality: 60, storyId });
  const { tags } = await setScores(db, { id, version: 1, by, now: NOW, scores: { quality: 70 } });
  expect(await articleRow(id)).toMatchObject({ storyId: null });
  expect(tags).toContain(`story:${storyId}`);
});

test("below the minimum it is published only when that very quality is confirmed", async () => {
  const id = await insert({ quality: 49 });
  const publish = (confirmed?: number | null) => publishArticle(db, { id, version: 1, by, now: NOW, confirmed });
  expect(await refusal(publish())).toMatchObject({ code: "below-minimum", message: expect.stringContaining("49") });
  expect((await refusal(publish(48))).code).toBe("below-minimum");
  expect(await articleRow(id)).toMatchObject({ state: "queued", version: 1 });
  await publish(49);
  expect((await articleRow(id)).state).toBe("published");
});

test("an article that nobody judged needs the confirmation, too", async () => {
  const id = await insert();
  expect((await refusal(publishArticle(db, { id, version: 1, by, now: NOW }))).code).toBe("below-minimum");
  await publishArticle(db, { id, version: 1, by, now: NOW, confirmed: null });
  expect(await articleRow(id)).toMatchObject({ state: "published", heat: null });
});

test("the minimum is a setting, and counts for the quality given with the same edit", async () => {
  await db.insert(setting).values({ key: "minimum-quality", value: 80 });
  const id = await insert({ quality: 90 });
  const edit = (quality: number) =>
    editArticle(db, { id, version: 1, by, now: NOW, changes: { quality, state: "published" } });
  expect((await refusal(edit(79))).code).toBe("below-minimum");
  await edit(80);
  expect(await articleRow(id)).toMatchObject({ state: "published", quality: 80 });
});

test("coverage that had no page gets a slug of its own when it is published", async () => {
  await insert({ slug: "2026-11-20-fifty-years-tom-jerry" });
  const namesake = await insert({ slug: "2026-11-20-renamed" });
  await db.insert(slugRedirect).values({ slug: "2026-11-20-fifty-years-tom-jerry-2", articleId: namesake });
  const coverage = { slug: null, state: "unpublished", quality: 60, title: "Fifty years: Tom &amp; Jerry" } as const;
  const first = await insert(coverage);
  const second = await insert(coverage);
  await Promise.all([first, second].map((id) => publishArticle(db, { id, version: 1, by, now: NOW })));
  const slugs = [(await articleRow(first)).slug, (await articleRow(second)).slug];
  expect(slugs.sort()).toEqual(["2026-11-20-fifty-years-tom-jerry-3", "2026-11-20-fifty-years-tom-jerry-4"]);
});

test("no edit makes an article end before it begins, or leaves it without a link", async () => {
  const id = await insert({ quality: 87, liveUntil: NOW });
  const liveFrom = new Date(NOW.getTime() + DAY_MS);
  const edit = (changes: Edit["changes"]) => editArticle(db, { id, version: 1, by, now: NOW, changes });
  expect(await refusal(edit({ state: "published", liveFrom }))).toMatchObject({
    code: "invalid",
    message: "It would end before it goes live. Change its end first, or choose an earlier beginning.",
    fields: { liveUntil: "must be after the beginning" },
  });
  expect(await refusal(edit({ webUrl: null }))).toMatchObject({
    code: "invalid",
    message: "An article has at least one link, and this would leave it none.",
    fields: { originalUrl: "must be given: an article has at least one link" },
  });
  expect(await articleRow(id)).toMatchObject({ state: "queued", version: 1 });
});

test("a schedule that came the wrong way round hinders no other edit", async () => {
  const id = await insert({ liveFrom: NOW, liveUntil: new Date(NOW.getTime() - DAY_MS) });
  await editArticle(db, { id, version: 1, by, now: NOW, changes: { title: "Merrow 5" } });
  expect(await articleRow(id)).toMatchObject({ title: "Merrow 5", version: 2 });
});

test("an edit that changes nothing writes nothing", async () => {
  const id = await insert({ state: "published", quality: 70, heat: 70 });
  const same = { state: "published", quality: 70, heat: "computed" } as const;
  expect(await editArticle(db, { id, version: 1, by, now: NOW, changes: same })).toMatchObject({
    changed: false,
    tags: [],
  });
  expect((await articleRow(id)).version).toBe(1);
  expect(await db.select().from(auditEvent)).toEqual([]);
});

test("an article that isn't there is not found", async () => {
  expect((await refusal(publishArticle(db, { id: 404, version: 1, by, now: NOW }))).code).toBe("not-found");
});
