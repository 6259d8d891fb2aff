/** A portal with people at it, before something breaks, and what is asserted of each fault afterwards. */
import { expect, type TestContext } from "vitest";
import type { Db } from "@/db/client";
import { liveCondition } from "@/db/live";
import { article } from "@/db/schema";
import { urls } from "@/lib/urls";
import { before, expectNothingLost } from "./nothing-lost";
import { aToken, type Portal, withDatabase } from "./portal";
import { inWords, note } from "./table";
import { type Counts, type Seen, summary, type Watch, watch } from "./watch";

/** Writes that are answered before the fault, and while it lasts. */
const SOME = 5;
/** Characters of the log. */
const LOG_SHOWN = 20_000;
/** Articles that are read and not written: the oldest of the sample is related to nothing new. */
const UNTOUCHED = 1;
/** The least part of the kept pages that readers get, where some may be missed. */
const MOST = 0.8;

export type Fault = {
  portal: Pick<Portal, "url" | "log">;
  /** Where the test itself finds the database, when all is well. */
  database: () => Promise<string>;
  /** Does it and, where it does not end by itself, ends it: gives the moment from which recovery is counted. */
  happens: (watching: Watch) => Promise<number>;
  /** The most seconds until all works again. */
  withinS: number;
  /** Outcomes that kept pages may have; all of them 200 unless told. */
  kept?: string[];
};

/** Reads and writes while the fault happens; asserts what everybody got and that nothing is lost. */
export async function stands(context: TestContext, fault: Fault): Promise<Seen> {
  const { portal, database, happens, withinS, kept = ["200"] } = fault;
  const url = await database();
  const [slug, ...others] = await withDatabase(url, ({ db }) => slugsOf(db));
  const token = await aToken(url);
  const was = await withDatabase(url, ({ db }) => before(db, slug));
  const untouched = others.map(urls.article);
  const watching = await watch({ url: portal.url, token, slug, kept: untouched, changed: ["/", "/rss.xml"] });
  let seen: Seen;
  let recoveryS: number;
  try {
    await watching.writes(SOME);
    recoveryS = await watching.recovered(await happens(watching));
  } finally {
    seen = await watching.end();
  }
  note(context, { ...inWords(seen), recoveryS });
  const counts = summary(seen);
  expect(Object.keys(counts.kept).filter((outcome) => !kept.includes(outcome))).toEqual([]);
  // Who asks for what is not kept is told to come again.
  const made = Object.keys({ ...counts.changed, ...counts.fresh });
  expect(
    made.filter((outcome) => outcome !== "503" && !kept.includes(outcome)),
    portal.log().slice(-LOG_SHOWN),
  ).toEqual([]);
  const clean = ["saved", "refused", ...(kept.includes("cut off") ? ["cut off"] : [])];
  expect((counts.kept["200"] ?? 0) / total(counts.kept)).toBeGreaterThan(kept.includes("cut off") ? 0 : MOST);
  expect(Object.keys(counts.writes).filter((outcome) => !clean.includes(outcome))).toEqual([]);
  expect(recoveryS).toBeLessThan(withinS);
  await withDatabase(await database(), ({ db }) => expectNothingLost(db, was, seen));
  return seen;
}

const total = (counts: Counts) => Object.values(counts).reduce((sum, times) => sum + times, 0);

/** Of an article to write to, and of those that are least related to it. */
async function slugsOf(db: Db): Promise<[string, ...string[]]> {
  const live = await db
    .select({ slug: article.slug })
    .from(article)
    .where(liveCondition(new Date()))
    .orderBy(article.publishedAt);
  const slugs = live.flatMap(({ slug }) => slug ?? []);
  const last = slugs.at(-1);
  if (!last || slugs.length <= UNTOUCHED) throw new Error("There are no articles to read and to write to.");
  return [last, ...slugs.slice(0, UNTOUCHED)];
}
