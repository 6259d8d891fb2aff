/** A portal with people at it, before something breaks, and what is asserted of each fault afterwards. */
import { expect, type TestContext } from "vitest";
import type { Db } from "@/db/client";
import { liveCondition } from "@/db/live";
import { article } from "@/db/schema";
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
  const slug = await withDatabase(url, ({ db }) => aSlug(db));
  const token = await aToken(url);
  const was = await withDatabase(url, ({ db }) => before(db, slug));
  const paths = ["/", "/latest", "/rss.xml", "/topics"];
  const watching = await watch({ url: portal.url, token, slug, paths });
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
  // Who asks for what is not kept is told when to come again.
  expect(Object.keys(counts.fresh).filter((outcome) => outcome !== "503" && !kept.includes(outcome))).toEqual([]);
  const clean = ["saved", "refused", ...(kept.length > 1 ? ["cut off"] : [])];
  expect(Object.keys(counts.writes).filter((outcome) => !clean.includes(outcome))).toEqual([]);
  expect(recoveryS).toBeLessThan(withinS);
  await withDatabase(await database(), ({ db }) => expectNothingLost(db, was, seen));
  return seen;
}

async function aSlug(db: Db): Promise<string> {
  const [found] = await db.select({ slug: article.slug }).from(article).where(liveCondition(new Date())).limit(1);
  if (!found?.slug) throw new Error("There is no article to write to.");
  return found.slug;
}
