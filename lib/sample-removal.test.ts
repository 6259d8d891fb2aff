import { beforeEach, expect, test } from "vitest";
import { wantsSample } from "@/db/sample-content";
import { article, auditEvent, outbox, provider, topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { importSample } from "./sample";
import { removeSample, sampleContent } from "./sample-removal";
import { mergeIntoStory } from "./story/change";
import { changeTopic } from "./topic/change";
import { testFolder } from "./transfer/testing/files";

const connection = scratchDatabase();
const { db, sql } = connection;
const folder = testFolder();
const NOW = new Date("2026-11-20T12:00:00Z");
const by = { id: null, name: "chief@desk.example" };

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, setting, audit_event restart identity cascade`;
  await importSample(connection, folder.root, NOW);
});

test("all of it goes, and no start brings it back", async () => {
  const content = await sampleContent(db);
  const rows = await db.select().from(article);
  expect(content).toMatchObject({ articles: rows.length, edited: 0 });
  await removeSample(db, { by, now: new Date() });
  for (const table of [article, topic, provider]) expect(await db.select().from(table)).toEqual([]);
  expect(await sampleContent(db)).toBeNull();
  expect(await wantsSample(db)).toBe(false);
  const told = new Set((await db.select().from(outbox)).map(({ articleId }) => articleId));
  expect(told).toEqual(new Set(rows.map(({ id }) => id)));
  const events = await db.select().from(auditEvent);
  expect(events.at(-1)).toMatchObject({ actor: by.name, action: "remove", subject: "sample" });
  await expect(removeSample(db, { by, now: new Date() })).rejects.toMatchObject({ code: "not-found" });
});

test("what is real stays, with its topics, those above them, its provider and its story", async () => {
  const own = await anArticle(db, { domain: "real.example", topics: ["Own"] });
  const other = await anArticle(db, { domain: "buildlog.example", topics: ["Databases"] });
  const [sample] = await db.select().from(article);
  await mergeIntoStory(db, [own, sample?.id ?? 0], { by, now: NOW });
  await changeTopic(db, { id: "hardware", changes: { keywords: ["chips"] }, by, now: NOW });
  await removeSample(db, { by, now: new Date() });
  const rows = await db.select().from(article);
  expect(rows.map(({ id }) => id).sort()).toEqual([own, other].sort());
  expect(rows.every(({ storyId, isCoverage }) => storyId === null && !isCoverage)).toBe(true);
  const topics = (await db.select().from(topic)).map(({ id }) => id).sort();
  expect(topics).toEqual(["data", "databases", "hardware", "own", "systems"]);
  const domains = (await db.select().from(provider)).map(({ domain }) => domain).sort();
  expect(domains).toEqual(["buildlog.example", "real.example"]);
});
