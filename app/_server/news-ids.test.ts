/** Deep pages of the compatible API follow changes: what is kept in memory is as if read anew. */
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { firstNewsIds } from "@/db/news-index";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { articleTag } from "@/lib/cache-tags";
import { newsIdsAt } from "./news-ids";
import { expireTags } from "./page-cache.mjs";

const { db } = scratchDatabase();
vi.mock("@/lib/database", () => ({ database: () => ({ db }) }));
const RUNS = process.env.LONG_TESTS ? 100 : 5;
const ALL = 10_000;

const truth = (topicIds: string[] | null) => firstNewsIds(db, topicIds, { now: new Date(), offset: 0, limit: ALL });
const at = (hour: number) => new Date(Date.UTC(2026, 3, 1, hour));

type Change = { index: number; act: "time" | "state" | "slug" | "topic" | "delete" | "until" | "add"; value: number };
const change: fc.Arbitrary<Change> = fc.record({
  index: fc.nat(30),
  act: fc.constantFrom("time", "state", "slug", "topic", "delete", "until", "add"),
  value: fc.nat(5),
});

async function make({ index, act, value }: Change, ids: number[]): Promise<number> {
  if (act === "add" || ids.length === 0) {
    const id = await anArticle(db, { publishedAt: at(value), topics: value > 2 ? ["Web"] : [] });
    ids.push(id);
    return id;
  }
  const id = ids[index % ids.length] as number;
  const one = sql`where id = ${id}`;
  if (act === "time") {
    await db.execute(sql`update article set published_at = ${at(value).toISOString()}::timestamptz ${one}`);
  } else if (act === "state") {
    await db.execute(sql`update article set state = ${value > 2 ? "published" : "unpublished"} ${one}`);
  } else if (act === "slug") {
    await db.execute(sql`update article set slug = ${`${value}-${id}`} ${one}`);
  } else if (act === "until") {
    await db.execute(sql`update article set live_until = now() - interval '1 day' ${one}`);
  } else if (act === "topic") {
    await db.execute(sql`delete from article_topic where article_id = ${id}`);
  } else await db.execute(sql`delete from article ${one}`);
  return id;
}

test("whatever changes, of all articles and of a topic", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(5), { minLength: 1, maxLength: 30 }),
      fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
      async (hours, rounds) => {
        await db.execute(sql`truncate article, story, provider, topic restart identity cascade`);
        const ids: number[] = [];
        for (const hour of hours) {
          ids.push(await anArticle(db, { publishedAt: at(hour), topics: hour % 2 ? ["Web"] : [] }));
        }
        expireTags(["*"]);
        for (const round of [[], ...rounds]) {
          const changed: number[] = [];
          for (const one of round) changed.push(await make(one, ids));
          expireTags(changed.map(articleTag));
          for (const topicIds of [null, ["web"]]) {
            expect(await newsIdsAt(topicIds, 0, ALL)).toEqual(await truth(topicIds));
          }
        }
      },
    ),
    { numRuns: RUNS },
  );
}, 120_000);

test("what begins or ends by its schedule is followed without being told", async () => {
  await db.execute(sql`truncate article, story, provider, topic restart identity cascade`);
  expireTags(["*"]);
  const stays = await anArticle(db, { publishedAt: at(1) });
  const soon = 300;
  const comes = await anArticle(db, { publishedAt: at(2), liveFrom: new Date(Date.now() + soon) });
  const goes = await anArticle(db, { publishedAt: at(0), liveUntil: new Date(Date.now() + soon) });
  expect(await newsIdsAt(null, 0, ALL)).toEqual([stays, goes]);
  await vi.waitFor(async () => expect(await newsIdsAt(null, 0, ALL)).toEqual([comes, stays]), 3_000);
});
