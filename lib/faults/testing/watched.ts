/** A portal with people at it, before something breaks, and what is asserted of each fault afterwards. */
import { expect, type TestContext } from "vitest";
import type { Db } from "@/db/client";
import { liveCondition } from "@/db/live";
import { article } from "@/db/schema";
import { urls } from "@/lib/urls";
import { before, expectNothingLost } from "./nothing-lost";
import { aToken, type Portal, withDatabase } from "./portal";
import { inWords, note } from "./table";
import { type Seen, summary, type Watch, watch } from "./watch";

/** Writes that are answered before the fault, and while it lasts. */
const SOME = 5;

export type Fault = {
  portal: Pick<Portal, "url">;
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
  const [slug, other] = await withDatabase(url, ({ db }) => twoSlugs(db));
  const token = await aToken(url);
  const was = await withDatabase(url, ({ db }) => before(db, slug));
  const untouched = ["/feeds", urls.article(other)];
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
  const others = Object.keys({ ...counts.changed, ...counts.fresh });
  expect(others.filter((outcome) => outcome !== "503" && !kept.includes(outcome))).toEqual([]);
  const clean = ["saved", "refused", ...(kept.length > 1 ? ["cut off"] : [])];
  expect(Object.keys(counts.writes).filter((outcome) => !clean.includes(outcome))).toEqual([]);
  expect(recoveryS).toBeLessThan(withinS);
  await withDatabase(await database(), ({ db }) => expectNothingLost(db, was, seen));
  return seen;
}

/** Of an article to write to, and of the one that is the least related to it. */
async function twoSlugs(db: Db): Promise<[string, string]> {
  const live = await db
    .select({ slug: article.slug })
    .from(article)
    .where(liveCondition(new Date()))
    .orderBy(article.publishedAt);
  const slugs = live.flatMap(({ slug }) => slug ?? []);
  const [first, last] = [slugs[0], slugs.at(-1)];
  if (!first || !last || first === last) throw new Error("There are no articles to read and to write to.");
  return [last, first];
}
