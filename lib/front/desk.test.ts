import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { frontPage } from "../reading";
import { frontDesk } from "./desk";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const HOUR_S = 3_600;

beforeEach(async () => {
  await db.execute(sql`truncate article, story, provider, topic, audit_event restart identity cascade`);
});
const ids = (stories: { id: number }[]) => stories.map(({ id }) => id);

test("the desk shows the page as readers see it", async () => {
  for (let index = 0; index < 40; index++) await anArticle(db, { publishedAt: at(-index * HOUR_S) });
  await db.execute(
    sql`update article set pin_place = 2, pin_until = ${at(9).toISOString()}::timestamptz where id in (38, 39)`,
  );
  await db.execute(sql`update article set front_hidden = true where id in (3, 37)`);
  const desk = await frontDesk(db, NOW);
  const { page } = (await frontPage(db, NOW, null)).value;
  expect(ids(desk.stories)).toEqual(ids(page?.items ?? []));
  expect(desk.stories).toHaveLength(30);
  expect(ids(desk.hidden)).toEqual([3, 37]);
});

test("heat as its sum, what it counts now, and how far ahead it is", async () => {
  await db.execute(sql`insert into story default values`);
  const lead = await anArticle(db, {
    storyId: 1,
    quality: 80,
    heat: 100,
    publishedAt: at(-200_000),
    title: "A &amp; B",
  });
  for (let index = 0; index < 2; index++) await anArticle(db, { storyId: 1, isCoverage: true, heat: -1 });
  const next = await anArticle(db, { quality: 5, heat: 5, heatGiven: 5, publishedAt: at(0) });
  const { stories, toBeFirst, toBeLast } = await frontDesk(db, NOW);
  expect(stories).toMatchObject([
    { id: lead, title: "A & B", quality: 80, others: 2, heat: 100, byHand: false, pin: null },
    { id: next, others: 0, byHand: true, aheadMs: null },
  ]);
  expect(stories[0]?.counts).toBeCloseTo(10, 5);
  // 5° now is as 10° that are log10(2) of 200,000 s older.
  expect(stories[0]?.aheadMs).toBeCloseTo(Math.log10(2) * 200_000_000, -2);
  expect(toBeFirst).toBeCloseTo(10, 5);
  expect(toBeLast).toBeNull();
});

test("a pinned story says until when, and where it would stand without", async () => {
  for (let index = 0; index < 5; index++) await anArticle(db, { publishedAt: at(-index * HOUR_S) });
  await db.execute(sql`update article set pin_place = 1, pin_until = ${at(9).toISOString()}::timestamptz where id = 4`);
  const { stories } = await frontDesk(db, NOW);
  expect(ids(stories)).toEqual([4, 1, 2, 3, 5]);
  expect(stories[0]).toMatchObject({ byHeat: 4, pin: { place: 1, until: at(9) } });
  expect(stories[1]).toMatchObject({ byHeat: null, pin: null });
});

test.each<[string, Parameters<typeof anArticle>[1]]>([
  ["it is not published", { state: "queued" }],
  ["it is not live yet", { liveFrom: at(5) }],
  ["its time is over", { liveUntil: at(-5) }],
  ["it is hidden", { frontHidden: true }],
])("a pinned article that is not on the page says why: %s", async (why, given) => {
  const id = await anArticle(db, { ...given, pinPlace: 1, pinUntil: at(9) });
  const desk = await frontDesk(db, NOW);
  expect(desk.stories).toEqual([]);
  expect(desk.aside).toMatchObject([{ id, why }]);
});
