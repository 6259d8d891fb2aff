/**
 * No query of the public without an index: every page, feed and answer of the API is asked for on a filled database, and
 * each statement that this sends is run anew and judged by what it reads and sorts. New pages and routes have to be named
 * in testing/public-addresses.ts; what they ask is looked at without being named.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Plan, planOf } from "@/db/testing/plans";
import { recordingConnection, type Statement } from "@/db/testing/recording";
import { scratchDatabase } from "@/db/testing/scratch";
import { spreadArticles } from "@/db/testing/spread";
import { generateArticles } from "@/scripts/bench/articles";
import { answerAddress } from "./testing/answer-address";
import { knownIn } from "./testing/known";
import { addresses, publicFiles } from "./testing/public-addresses";
import { EXCEPTIONS, judged, STAND_INS, UNMISSED } from "./testing/readings";

const APP = import.meta.dirname;
const ARTICLES = process.env.LONG_TESTS ? 100_000 : 20_000;
/** When the last of the generated articles was published. */
const NOW = new Date("2026-11-01T00:00:00Z");
const PATIENCE_MS = 15 * 60_000;

const { url } = scratchDatabase();
const recording = recordingConnection(url);
const given = vi.hoisted(() => ({ connection: null as unknown }));
given.connection = recording;
vi.mock("@/lib/database", () => ({ database: () => given.connection }));
// What only Next can do, and what asks it.
vi.mock("@/app/_server/tag-page", () => ({ tagPage: async () => {} }));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ accept: "text/html" }) }));
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({}),
  useSearchParams: () => new URLSearchParams(),
}));

type Read = { statement: Statement; plan: Plan };
const reads: Read[] = [];
const answers = new Map<string, string>();
let files: Record<string, string[]> = {};

beforeAll(async () => {
  vi.stubEnv("SEARCH_ENGINE", "postgres");
  vi.stubEnv("RATE_LIMIT", "off");
  await generateArticles(recording.db, { count: ARTICLES, seed: 1 });
  await spreadArticles(recording.db, NOW);
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  files = addresses(await knownIn(recording.db));
  for (const [file, list] of Object.entries(files))
    for (const address of list)
      answers.set(address, await recording.during(address, () => answerAddress(APP, file, address)));
  for (const statement of recording.statements()) reads.push({ statement, plan: await planOf(recording, statement) });
}, PATIENCE_MS);
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await recording.close();
});

const found = ({ statement: { text, asker }, plan }: Read) => {
  const { faults } = judged({ text, asker, parameters: [], settings: [] }, plan, ARTICLES);
  return faults.length === 0 ? [] : [`${asker} ${faults.join(", ")}: ${text.replace(/\s+/g, " ")}`];
};

test("every file that answers the public is asked", () => {
  expect(Object.keys(files).sort()).toEqual(publicFiles(APP));
});

test("what is asked for is there, but for what is asked for in vain", () => {
  const failed = [...answers].filter(([, answer]) => /^(4(?!04|10)|5)\d\d$/.test(answer));
  expect(failed).toEqual([]);
  const inVain = [...answers].filter(([, answer]) => answer === "404").map(([address]) => address);
  expect(inVain.filter((address) => !/nothing|none|0000|indexnow|small-\d+\/page\/1[12]/.test(address))).toEqual([]);
});

test("no statement reads or sorts more than it may, or reads a table from end to end", () => {
  expect(reads.length).toBeGreaterThan(300);
  expect(reads.flatMap(found)).toEqual([]);
});

if (!process.env.LONG_TESTS)
  console.log(
    "public-reads.test.ts: whether each exception and each index is needed is asked by npm run test:long alone",
  );

test.runIf(process.env.LONG_TESTS)("each exception is needed", () => {
  const needed = new Set(reads.map(({ statement, plan }) => judged(statement, plan, ARTICLES).needed));
  expect(EXCEPTIONS.filter((one) => !needed.has(one)).map(({ because }) => because)).toEqual([]);
});

/** Whether some statement that uses it reads or sorts too much once it is dropped; what is dropped comes back. */
async function isMissed(index: string): Promise<boolean> {
  const dropped = [index, ...(STAND_INS[index] ?? [])];
  const users = reads.filter(({ plan }) => dropped.some((name) => plan.indexes.has(name)));
  for (const { statement } of users) {
    const plan = await planOf(recording, statement, [`drop index ${dropped.join(", ")}`]);
    if (found({ statement, plan }).length > 0) return true;
  }
  return false;
}

test.each(["article_front", "article_latest", "article_topic_list"])(
  "%s is missed when it is dropped",
  async (index) => {
    expect(await isMissed(index)).toBe(true);
  },
);

test.runIf(process.env.LONG_TESTS)("so is each that is used", { timeout: PATIENCE_MS }, async () => {
  const rows = await recording.db.execute<{ name: string }>(sql`
    select indexrelid::regclass::text as name from pg_index join pg_class on pg_class.oid = indrelid
     where relnamespace = 'public'::regnamespace and not indisunique and not indisprimary`);
  const used = rows.map(({ name }) => name).filter((name) => reads.some(({ plan }) => plan.indexes.has(name)));
  const unmissed: string[] = [];
  for (const name of used) if (!(await isMissed(name))) unmissed.push(name);
  expect(unmissed.sort()).toEqual(Object.keys(UNMISSED).sort());
});
