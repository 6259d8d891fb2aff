import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { appendAudit } from "@/db/audit";
import { user } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { DAY_MS, HOUR_MS } from "../time";
import { balanceOf } from "./balance";
import { calendarDay, everyDay } from "./days";
import { overview, SHOWN_DAYS } from "./overview";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);

beforeEach(async () => {
  await db.execute(sql`truncate article, story, provider, topic, audit_event, "user" restart identity cascade`);
});
const read = (given: { timeZone?: string; role?: "editor" | "admin" } = {}) =>
  overview(db, { now: NOW, timeZone: "UTC", role: "editor", ...given });

describe("what waits", () => {
  test("without what was put off, the one that was found first is the oldest", async () => {
    await anArticle(db, { state: "queued", createdAt: at(-2), title: "Second" });
    await anArticle(db, { state: "queued", createdAt: at(-3), title: "First" });
    await anArticle(db, { state: "queued", createdAt: at(-9), laterUntil: at(1) });
    await anArticle(db, { state: "queued", createdAt: at(-1), laterUntil: at(0) });
    await anArticle(db);
    expect((await read()).waiting).toEqual({
      waiting: 3,
      putOff: 1,
      oldest: { id: 2, title: "First", since: at(-3).getTime() },
    });
  });

  test("what is scheduled", async () => {
    await anArticle(db, { liveFrom: at(5) });
    await anArticle(db, { liveFrom: at(2), title: "Next" });
    await anArticle(db, { liveFrom: at(-2), liveUntil: at(9) });
    await anArticle(db, { state: "queued", liveFrom: at(1) });
    expect((await read()).scheduled).toEqual({
      ...{ toCome: 2, toEnd: 1, nextAt: at(2).getTime(), nextTitle: "Next", nextId: 2 },
    });
  });

  test("nothing at all", async () => {
    const { waiting, scheduled, days, balance, done } = await read();
    expect(waiting).toEqual({ waiting: 0, putOff: 0, oldest: null });
    expect(scheduled).toMatchObject({ toCome: 0, toEnd: 0, nextAt: null });
    expect(days).toHaveLength(SHOWN_DAYS);
    expect([balance, done]).toEqual([[], []]);
  });
});

test("what was published, by the days of the site's zone, provider and topic", async () => {
  await anArticle(db, { publishedAt: new Date("2026-11-22T23:30:00Z"), topics: ["Data", "Sync"] });
  await anArticle(db, { publishedAt: at(-1), topics: ["Data"], domain: "halfwidth.example" });
  await anArticle(db, { publishedAt: at(-1), domain: "halfwidth.example" });
  await anArticle(db, { publishedAt: new Date(NOW.getTime() - SHOWN_DAYS * DAY_MS) });
  await anArticle(db, { publishedAt: at(1) });
  await anArticle(db, { publishedAt: at(-1), state: "queued" });
  const { days, published, providers, topics } = await read();
  expect(days.slice(-2)).toEqual([
    { day: "2026-11-22", articles: 1 },
    { day: "2026-11-23", articles: 2 },
  ]);
  expect(days[0]?.day).toBe("2026-10-25");
  expect(published).toBe(3);
  expect(providers).toEqual([
    { id: "halfwidth.example", name: "halfwidth", articles: 2 },
    { id: "tailwater.example", name: "tailwater", articles: 1 },
  ]);
  expect(topics.map(({ id, articles }) => [id, articles])).toEqual([
    ["data", 2],
    ["sync", 1],
  ]);
  expect((await read({ timeZone: "Europe/Berlin" })).days.at(-1)).toEqual({ day: "2026-11-23", articles: 3 });
});

test("the balance of the front page counts places, also pinned and not hidden ones", async () => {
  await anArticle(db, { publishedAt: at(-1) });
  await anArticle(db, { publishedAt: at(-1) });
  await anArticle(db, { publishedAt: at(-1), frontHidden: true });
  await anArticle(db, { publishedAt: at(-2), domain: "halfwidth.example" });
  const [first, second] = (await read()).balance;
  expect(first).toMatchObject({ name: "tailwater", places: 2, published: 3, publishedShare: 0.75 });
  expect(second).toMatchObject({ name: "halfwidth", places: 1, published: 1, publishedShare: 0.25 });
  expect(balanceOf([{ id: "a", name: "A", articles: 1 }], [])).toMatchObject([{ placesShare: 1, publishedShare: 0 }]);
});

test("who did how much today", async () => {
  const [ada] = await db
    .insert(user)
    .values({ email: "ada@desk.example", role: "editor", passwordHash: "x" })
    .returning();
  const by = { id: ada?.id ?? 0, name: "ada@desk.example" };
  const subject = { subject: "article", subjectId: 1 };
  await appendAudit(db, [
    { by, action: "publish", ...subject },
    { by, action: "unpublish", ...subject },
    { by, action: "edit", ...subject },
    { by, action: "follow", ...subject },
    { by, action: "synonym-add", subject: "search_synonym" },
    { by, action: "set", subject: "setting" },
    { by, action: "sign-in", subject: "user" },
    { by: { id: null, name: "import" }, action: "publish", ...subject },
  ]);
  await db.execute(sql`
    insert into audit_event (at, user_id, actor, action, subject)
    select '2026-11-22 23:59:00Z', ${by.id}, ${by.name}, 'publish', 'article'`);
  const now = new Date();
  const done = (role: "editor" | "admin") => overview(db, { now, timeZone: "UTC", role }).then((all) => all.done);
  expect(await done("editor")).toEqual([{ actor: by.name, published: 1, leftOut: 1, changed: 1, other: 1 }]);
  expect(await done("admin")).toMatchObject([{ other: 2 }]);
});

test("days of a zone", () => {
  expect(calendarDay(new Date("2026-11-22T23:30:00Z"), "Europe/Berlin")).toEqual({ year: 2026, month: 11, day: 23 });
  expect(everyDay([{ day: "2026-03-01", articles: 4 }], { year: 2026, month: 3, day: 1 }, 2)).toEqual([
    { day: "2026-02-28", articles: 0 },
    { day: "2026-03-01", articles: 4 },
  ]);
});
