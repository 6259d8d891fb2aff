/** The Postgres engine where one story has most of the matches: what stands alone is reached all the same. */
import { beforeAll, expect, test } from "vitest";
import { story } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { indexArticles } from "./index-articles";
import { searchRequest } from "./parameters";
import { SORTS } from "./port";
import { postgresEngine } from "./postgres";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const MEMBERS = 500;
const ALONE = 60;

beforeAll(async () => {
  await db.insert(story).values({});
  const ids: number[] = [];
  // The story is newer, hotter and matches better.
  for (let place = 0; place < MEMBERS; place++)
    ids.push(await anArticle(db, { title: "Ledger", storyId: 1, publishedAt: new Date("2026-11-20"), heat: 100 }));
  for (let place = 0; place < ALONE; place++)
    ids.push(
      await anArticle(db, { title: "Aside", excerpt: "A ledger.", publishedAt: new Date("2025-01-01"), heat: 10 }),
    );
  await indexArticles(db, ids);
}, 60_000);

test.each(
  SORTS.flatMap((sort) => [
    [sort, "q=ledger&"],
    [sort, ""],
  ]),
)("sort=%s pages through every group of %s", async (sort, words) => {
  const seen: number[] = [];
  for (let offset = 0; offset < ALONE + 20; offset += 20) {
    const { query } = searchRequest(new URLSearchParams(`${words}sort=${sort}&offset=${offset}`), {
      timeZone: "UTC",
      pageSize: 20,
      now: NOW,
    });
    const [found] = await postgresEngine(db, "UTC").search([{ ...query, collapse: true }], NOW);
    expect(found).toMatchObject({ total: MEMBERS + ALONE, groups: 1 + ALONE, approximate: false });
    expect(found?.ids).toHaveLength(offset < ALONE ? 20 : 1);
    seen.push(...(found?.ids ?? []));
  }
  expect(new Set(seen).size).toBe(1 + ALONE);
});
