/** Whatever changes, every page that would now read differently is told: no cached page outlives what it shows. */
import { mkdirSync, rmSync } from "node:fs";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ANNOUNCE_CHANNEL, EVERYTHING } from "@/db/announce";
import { scratchDatabase } from "@/db/testing/scratch";
import { AppError } from "../errors";
import { editArticle } from "../publishing/edit";
import { importPaths } from "../transfer/import";
import { articleText, relatedText, testFolder, url } from "../transfer/testing/files";
import * as reading from ".";

const connection = scratchDatabase();
const { db } = connection;
const folder = testFolder();
const NOW = new Date("2026-11-20T12:00:00Z");
const RUNS = process.env.LONG_TESTS ? 150 : 12;
const by = { id: null, name: "day@desk.example" };

const announced = new Set<string>();
let stopListening = async () => {};

beforeAll(async () => {
  const listening = await connection.sql.listen(ANNOUNCE_CHANNEL, (payload) => {
    for (const tag of JSON.parse(payload)) announced.add(tag);
  });
  stopListening = () => listening.unlisten();
});
afterAll(() => stopListening());

beforeEach(() => mkdirSync(folder.path("_news"), { recursive: true }));

const NAMES = ["ant", "bee", "cat", "dog", "elk"];
const TOPICS = ["Data", "Sync", "Web"];
/** A provider for each, so that what one page shows of another is not hidden by a provider they share. */
const domainOf = (name: string) => `${name}.example`;

/** All that pages show, by name, with the tags each depends on. */
async function everyPage() {
  const reads: Record<string, Promise<reading.Read<unknown>>> = {
    front: reading.frontPage(db, NOW, null),
    latest: reading.latestPage(db, NOW, null),
    top: reading.topPage(db, NOW, "all", null),
    month: reading.monthPage(db, NOW, 2024, 4, null),
    archive: reading.archivePage(db, NOW),
    topics: reading.topicsPage(db, NOW),
    providers: reading.providersPage(db, NOW),
    frame: reading.frame(db, NOW),
  };
  for (const name of TOPICS) reads[`topic ${name}`] = reading.topicPage(db, NOW, name.toLowerCase(), null);
  for (const name of NAMES) reads[`provider ${name}`] = reading.providerPage(db, NOW, domainOf(name), null);
  for (const slug of [...NAMES, ...NAMES.map((name) => `new-${name}`)])
    reads[`news ${slug}`] = reading.articlePage(db, NOW, slug);
  const pages = Object.entries(reads).map(async ([name, read]) => {
    const { value, tags } = await read;
    return [name, { shown: JSON.stringify(value, whatIsShown), tags, isKept: !isUnknown(value) }] as const;
  });
  return new Map(await Promise.all(pages));
}

/** The number of a story stands on no page. */
const whatIsShown = (key: string, value: unknown) => (key === "storyId" ? undefined : value);

/** Pages for addresses that are none are not kept, so nobody need tell them. */
function isUnknown(value: unknown): boolean {
  const { found, page, topic, provider } = value as Record<string, { kind?: string } | null | undefined>;
  return found?.kind === "unknown" || page === null || topic === null || provider === null;
}

type Step =
  | {
      act: "file";
      name: string;
      slug: string;
      related: string[];
      topics: string[];
      published: boolean;
      quality: number;
      title: string;
    }
  | { act: "remove"; slug: string }
  | { act: "edit"; index: number; state: "published" | "unpublished"; quality: number };

const someName = fc.constantFrom(...NAMES);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant("file" as const),
      name: someName,
      slug: fc.constantFrom(...NAMES, ...NAMES.map((name) => `new-${name}`)),
      related: fc.uniqueArray(someName, { maxLength: 2 }),
      topics: fc.uniqueArray(fc.constantFrom(...TOPICS), { minLength: 1, maxLength: 2 }),
      published: fc.boolean(),
      quality: fc.constantFrom(40, 60, 80, 100),
      title: fc.constantFrom("One storage engine", "Another storage engine"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("remove" as const), slug: someName }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("edit" as const),
      index: fc.nat(20),
      state: fc.constantFrom("published" as const, "unpublished" as const),
      quality: fc.constantFrom(40, 60, 80, 100),
    }),
  },
);

async function take(given: Step): Promise<void> {
  if (given.act === "remove") return rmSync(folder.path(`_news/${given.slug}.md`), { force: true });
  if (given.act === "edit") return edit(given);
  const { name, slug, related, topics, published, quality, title } = given;
  const others = related.filter((other) => other !== name);
  folder.write(
    `_news/${slug}.md`,
    articleText({
      title: `"${title} by ${name}"`,
      webUrl: `"${url(name)}"`,
      quality: String(quality),
      heat: null,
      published: String(published),
      provider: `{ name: ${name}, domain: ${domainOf(name)} }`,
      topics: `[${topics.join(", ")}]`,
      related: others.length > 0 ? relatedText(...others) : null,
    }),
  );
  await importPaths(connection, [folder.root], { now: NOW });
}

async function edit({ index, state, quality }: Extract<Step, { act: "edit" }>): Promise<void> {
  const rows = await db.execute<{ id: number; version: number }>(
    sql`select id::int as id, version from article order by id`,
  );
  const row = rows[index % Math.max(rows.length, 1)];
  if (!row) return;
  try {
    await editArticle(db, { ...row, changes: { state, quality }, by, now: NOW, confirmed: quality });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** Notifications of earlier transactions have come when a later one of the same session has. */
async function allHeard(): Promise<void> {
  const mark = `mark-${Math.random()}`;
  await db.execute(sql`select pg_notify(${ANNOUNCE_CHANNEL}, ${JSON.stringify([mark])})`);
  await expect.poll(() => announced.has(mark), { interval: 2 }).toBe(true);
}

test("every page that reads differently after a change was announced", { timeout: RUNS * 10_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      await db.execute(sql`truncate article, story, provider, topic, slug_redirect, outbox restart identity cascade`);
      folder.remove("_news");
      mkdirSync(folder.path("_news"), { recursive: true });
      for (const given of steps) {
        const before = await everyPage();
        await allHeard();
        announced.clear();
        await take(given);
        await allHeard();
        const after = await everyPage();
        for (const [name, { shown, tags, isKept }] of before) {
          if (!isKept || after.get(name)?.shown === shown) continue;
          const isTold = announced.has(EVERYTHING) || tags.some((tag) => announced.has(tag));
          expect(isTold, `${name} after ${JSON.stringify(given)}: ${tags} of ${[...announced]}`).toBe(true);
        }
      }
    }),
    { numRuns: RUNS },
  );
});
