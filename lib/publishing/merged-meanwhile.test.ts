import { eq, sql as query } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { article, articleTopic, provider, topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { mergeProvidersIn } from "../provider/merge";
import { mergeTopicsIn } from "../topic/merge";
import { changeMany } from "./bulk/run";
import { changeArticles } from "./change";
import { saveDraft } from "./save-draft";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "desk@gazette.example" };
const now = new Date("2026-11-23T09:00:00Z");
const step = { by, now, act: 1 };

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, topic_redirect, provider_redirect, audit_event restart identity cascade`;
  await db.insert(topic).values([
    { id: "sql", name: "SQL" },
    { id: "databases", name: "Databases" },
  ]);
  await db.insert(provider).values([
    { domain: "old.example", name: "Old" },
    { domain: "new.example", name: "New" },
  ]);
});

type Merge = (tx: Parameters<typeof mergeTopicsIn>[0]) => Promise<unknown>;

/** Does it when the merge was done but not committed, and commits the merge when it waits for that. */
async function amidMerge<T>(merge: Merge, act: () => Promise<T>): Promise<T> {
  let acted: Promise<T> | undefined;
  await db.transaction(async (tx) => {
    await merge(tx);
    acted = act();
    acted.catch(() => {});
    await vi.waitFor(async () => {
      const waiting = await tx.execute(query`
        select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`);
      expect(waiting).toHaveLength(1);
    }, 10_000);
  });
  return acted as Promise<T>;
}
const mergeTopic: Merge = (tx) => mergeTopicsIn(tx, { from: "sql", into: "databases" }, step);
const mergeProvider: Merge = (tx) => mergeProvidersIn(tx, { from: 1, into: 2 }, step);
const topicsOf = async (id: number) =>
  (await db.select().from(articleTopic).where(eq(articleTopic.articleId, id))).map(({ topicId }) => topicId);
const providerOf = async (id: number) => (await db.select().from(article).where(eq(article.id, id)))[0]?.providerId;

test("a topic that is merged while an article gets it is the topic it was merged into", async () => {
  const id = await anArticle(db);
  const edits = [{ id, changes: { topics: ["sql"] } }];
  const { results } = await amidMerge(mergeTopic, () => changeArticles(db, { edits, by, now }));
  expect(results).toMatchObject([{ changed: true, refused: null }]);
  expect(await topicsOf(id)).toEqual(["databases"]);
});

test("also in an act on many, and in its later steps", async () => {
  const [first, second] = [await anArticle(db), await anArticle(db)];
  const add = (id: number) => changeMany(db, { do: "add-topic", topic: "sql" }, { ids: [id], by, now });
  expect(await amidMerge(mergeTopic, () => add(first))).toMatchObject({ changed: 1, refused: 0 });
  expect(await add(second)).toMatchObject({ changed: 1, refused: 0 });
  expect([await topicsOf(first), await topicsOf(second)]).toEqual([["databases"], ["databases"]]);
});

test("a provider that is merged while an article gets it is the provider it was merged into", async () => {
  const id = await anArticle(db);
  const edits = [{ id, changes: { providerId: 1 } }];
  await amidMerge(mergeProvider, () => changeArticles(db, { edits, by, now }));
  expect(await providerOf(id)).toBe(2);
});

test("also where a form gives its domain", async () => {
  const id = await anArticle(db);
  const draft = { id, version: 1, changed: { provider: "old.example" }, by, now };
  await amidMerge(mergeProvider, () => saveDraft(db, draft));
  expect(await providerOf(id)).toBe(2);
});

test("what is no provider is told of", async () => {
  const edits = [{ id: await anArticle(db), changes: { providerId: 99 } }];
  await expect(changeArticles(db, { edits, by, now })).rejects.toMatchObject({
    code: "invalid",
    fields: { providerId: expect.any(String) },
  });
});
