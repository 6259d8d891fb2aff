/** Stories whose members go live and end by their schedules. */
import { beforeEach, describe, expect, test } from "vitest";
import { ANNOUNCE_CHANNEL } from "@/db/announce";
import { lists, pageOfIds } from "@/db/article-lists";
import { brokenInvariants } from "@/db/invariants";
import { outbox } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { changeArticles } from "../publishing/change";
import { articleHistory } from "../publishing/history";
import type { Changes } from "../publishing/plan";
import { recordPage } from "../record/record";
import { undoAct } from "../record/undo";
import { indexArticles } from "../search/index-articles";
import { followSchedules } from "../search/keeping/schedule";
import { chooseLead } from "./change";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const TOMORROW = new Date("2026-11-24T09:00:00Z");
const LATER = new Date("2026-11-25T09:00:00Z");
const by = { id: null, name: "day@desk.example" };
const [A, Q, C] = [1, 2, 3];

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, setting, audit_event restart identity cascade`;
  await sql`insert into story default values`;
  const member = { storyId: 1, isCoverage: true, heat: -1 };
  await anArticle(db, { ...member, quality: 80, isCoverage: false, heat: 100 });
  await anArticle(db, { ...member, quality: 90, state: "queued" });
  await anArticle(db, { ...member, quality: 60 });
  await indexArticles(db, [A, C]);
});

const change = (id: number, changes: Changes, now = NOW) => changeArticles(db, { edits: [{ id, changes }], by, now });
const schedule = () => change(Q, { state: "published", liveFrom: TOMORROW });
const lead = () => sql`select id::int, heat from article where not is_coverage and story_id = 1`;
const front = async (now: Date) => (await pageOfIds(db, lists.front(), { now, cursor: null, size: 10 })).ids;
const queued = async () => new Set((await db.select({ id: outbox.articleId }).from(outbox)).map(({ id }) => id));

describe("a better one that is scheduled", () => {
  test("leaves the lead to who is live until it goes live itself", async () => {
    await schedule();
    expect(await lead()).toEqual([{ id: A, heat: 100 }]);
    expect(await front(NOW)).toEqual([A]);
    await followSchedules(db, NOW);
    await followSchedules(db, TOMORROW);
    expect(await lead()).toEqual([{ id: Q, heat: 110 }]);
    expect(await front(TOMORROW)).toEqual([Q]);
    expect(await brokenInvariants(db, TOMORROW)).toEqual([]);
  });

  test("also when it was chosen to lead", async () => {
    await schedule();
    await chooseLead(db, 1, Q, { by, now: NOW });
    await change(Q, { quality: 50 });
    expect(await lead()).toEqual([{ id: A, heat: 100 }]);
    await followSchedules(db, TOMORROW);
    expect(await lead()).toEqual([{ id: Q, heat: 70 }]);
  });

  test("leads at once where nobody is live", async () => {
    for (const id of [A, C]) await change(id, { state: "unpublished" });
    await schedule();
    expect(await lead()).toEqual([{ id: Q, heat: 110 }]);
    expect(await brokenInvariants(db, NOW)).toEqual([]);
  });
});

test("a lead that ends gives the lead back", async () => {
  await change(Q, { state: "published", liveUntil: TOMORROW });
  expect(await lead()).toEqual([{ id: Q, heat: 110 }]);
  await followSchedules(db, NOW);
  await followSchedules(db, TOMORROW);
  expect(await lead()).toEqual([{ id: A, heat: 100 }]);
  expect(await front(TOMORROW)).toEqual([A]);
});

test("who was chosen, and ended, gives it back, too", async () => {
  await change(C, { liveUntil: TOMORROW });
  await chooseLead(db, 1, C, { by, now: NOW });
  expect(await lead()).toEqual([{ id: C, heat: 80 }]);
  await followSchedules(db, TOMORROW);
  expect(await lead()).toEqual([{ id: A, heat: 100 }]);
});

test("no rule is broken between the moment and the settling", async () => {
  await schedule();
  await followSchedules(db, NOW);
  expect(await brokenInvariants(db, TOMORROW)).toEqual([]);
});

describe("settling", () => {
  test("tells search, pages and the record, as nobody's act that could be taken back", async () => {
    await schedule();
    await followSchedules(db, NOW);
    await sql`truncate outbox, audit_event`;
    const heard: string[] = [];
    const subscription = await sql.listen(ANNOUNCE_CHANNEL, (payload) => heard.push(payload));
    await followSchedules(db, TOMORROW);
    await sql.notify(ANNOUNCE_CHANNEL, "last");
    await expect.poll(() => heard.at(-1)).toBe("last");
    await subscription.unlisten();
    expect(JSON.parse(heard[0] ?? "null")).toEqual(
      expect.arrayContaining(["articles", `article:${A}`, `article:${Q}`, "story:1"]),
    );
    expect(await queued()).toEqual(new Set([A, Q]));
    expect(await articleHistory(db, A)).toMatchObject([
      { actor: "schedule", action: "follow", after: { isCoverage: true, heat: -1 } },
    ]);
    const { acts } = await recordPage(db, { subjects: null }, { after: null, size: 10 });
    expect(acts).toMatchObject([{ undo: "none" }]);
    const act = acts[0] && "act" in acts[0].key ? acts[0].key.act : 0;
    await expect(undoAct(db, { act, by, now: TOMORROW })).rejects.toMatchObject({ code: "invalid" });
  });

  test("by several workers at once, and again, does nothing twice", async () => {
    await schedule();
    await followSchedules(db, NOW);
    await sql`truncate audit_event`;
    await Promise.all([1, 2, 3].map(() => followSchedules(db, TOMORROW)));
    await followSchedules(db, LATER);
    expect(await lead()).toEqual([{ id: Q, heat: 110 }]);
    expect(await sql`select 1 from audit_event`).toHaveLength(2);
  });

  test("catches up with what came due while no worker ran, and with stories from before", async () => {
    await schedule();
    await sql`update article set is_coverage = (id <> 2), heat = case id when 2 then 110 else -1 end`;
    await followSchedules(db, NOW);
    expect(await lead()).toEqual([{ id: A, heat: 100 }]);
    await followSchedules(db, LATER);
    expect(await lead()).toEqual([{ id: Q, heat: 110 }]);
  });

  test("is not taken back by an edit that was asked for before", async () => {
    await schedule();
    await followSchedules(db, TOMORROW);
    await change(A, { quality: 85 }, NOW);
    expect(await lead()).toEqual([{ id: Q, heat: 110 }]);
  });
});
