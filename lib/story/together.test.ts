/** Editors who merge, split and judge the same articles at once. */
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { brokenInvariants } from "@/db/invariants";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { AppError } from "../errors";
import { changeArticles } from "../publishing/change";
import { undoAct } from "../record/undo";
import { indexArticles } from "../search/index-articles";
import { followSchedules } from "../search/keeping/schedule";
import { chooseLead, mergeIntoStory, moveIntoStory, splitFromStory } from "./change";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const TOMORROW = new Date("2026-11-24T09:00:00Z");
const LATER = new Date("2026-11-25T09:00:00Z");
const by = { id: null, name: "day@desk.example" };
const how = { by, now: NOW };
const ARTICLES = 10;
let ids: number[] = [];

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, audit_event, slug_redirect, story_apart, gone_slug restart identity cascade`;
  ids = [];
  for (let at = 0; at < ARTICLES; at++) {
    const state = (["published", "queued", "unpublished"] as const)[at % 3] ?? "queued";
    ids.push(await anArticle(db, { quality: 60 + (at % 4), heat: 60 + (at % 4), state, topics: ["Databases"] }));
  }
  await indexArticles(db, ids);
});

const id = (at: number) => ids[at % ARTICLES] as number;
const some = (...places: number[]) => places.map(id);

/** Does all of it at once. Refusals are expected errors; anything else fails. */
async function atOnce(acts: (() => Promise<unknown>)[]): Promise<void> {
  const done = await Promise.allSettled(acts.map((act) => act()));
  for (const result of done) {
    if (result.status === "rejected" && !(result.reason instanceof AppError)) throw result.reason;
  }
}

describe("invariants", () => {
  test("hold of what editors make", async () => {
    expect(await brokenInvariants(db, NOW)).toEqual([]);
    await mergeIntoStory(db, some(0, 1, 2), how);
    await chooseLead(db, 1, id(0), how);
    await splitFromStory(db, some(1), how);
    expect(await brokenInvariants(db, NOW)).toEqual([]);
  });

  test.each<[string, (() => Promise<unknown>)[]]>([
    [
      "overlapping merges",
      [
        [0, 1, 2],
        [2, 3, 4],
        [4, 5, 0],
        [1, 3, 5],
      ].map((places) => () => mergeIntoStory(db, some(...places), how)),
    ],
    [
      "merges and splits",
      [0, 1, 2, 3, 4, 5].map(
        (at) => () =>
          at % 2
            ? splitFromStory(db, some(at, at + 1), { ...how, together: at % 3 === 0 })
            : mergeIntoStory(db, some(at, at + 1, at + 2), how),
      ),
    ],
    [
      "moves in a ring",
      [0, 1, 2, 3, 4].map((at) => () => moveIntoStory(db, some(at), { ...how, into: id((at + 1) % 5) })),
    ],
    [
      "judging while they are merged",
      [0, 1, 2, 3, 4, 5].flatMap((at) => [
        () => mergeIntoStory(db, some(at, at + 3), how),
        () =>
          changeArticles(db, {
            edits: [{ id: id(at), changes: { quality: 90 + at, state: at % 2 ? "published" : "unpublished" } }],
            ...how,
          }),
      ]),
    ],
    [
      "choosing leads while they are split",
      [0, 1, 2, 3].flatMap((at) => [() => chooseLead(db, 1, id(at), how), () => splitFromStory(db, some(at), how)]),
    ],
  ])("hold after %s, all at once", async (_, acts) => {
    await mergeIntoStory(db, some(0, 1, 2, 3), how);
    await atOnce(acts);
    expect(await brokenInvariants(db, NOW)).toEqual([]);
  });

  test("hold after any acts, three at a time, and after taking them back", async () => {
    const place = fc.nat({ max: ARTICLES - 1 });
    const places = fc.array(place, { minLength: 1, maxLength: 4 });
    const act = fc.oneof(
      places.map((at) => () => mergeIntoStory(db, some(...at), how)),
      fc.tuple(places, fc.boolean()).map(
        ([at, together]) =>
          () =>
            splitFromStory(db, some(...at), { ...how, together }),
      ),
      fc.tuple(places, place).map(
        ([at, into]) =>
          () =>
            moveIntoStory(db, some(...at), { ...how, into: id(into) }),
      ),
      fc.tuple(place, fc.nat({ max: 4 })).map(
        ([at, story]) =>
          () =>
            chooseLead(db, story, id(at), how),
      ),
      fc.tuple(place, fc.constantFrom("published", "unpublished", "queued"), fc.integer({ min: 50, max: 55 })).map(
        ([at, state, quality]) =>
          () =>
            changeArticles(db, { edits: [{ id: id(at), changes: { state, quality } }], ...how }),
      ),
      fc.tuple(place, fc.constantFrom(null, NOW, TOMORROW), fc.constantFrom(null, NOW, LATER)).map(
        ([at, liveFrom, liveUntil]) =>
          () =>
            changeArticles(db, { edits: [{ id: id(at), changes: { liveFrom, liveUntil } }], ...how }),
      ),
      fc.nat({ max: 20 }).map((number) => () => undoAct(db, { act: number, ...how })),
    );
    const rounds = fc.array(fc.array(act, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rounds, async (given) => {
        for (const acts of given) await atOnce(acts);
        expect(await brokenInvariants(db, NOW)).toEqual([]);
        for (const now of [TOMORROW, LATER]) await followSchedules(db, now);
        expect(await brokenInvariants(db, LATER)).toEqual([]);
        // Back for the next round, as a clock that was put right.
        await followSchedules(db, NOW);
        expect(await brokenInvariants(db, NOW)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe("hostile cases", () => {
  test("an act twice in a list is one", async () => {
    await mergeIntoStory(db, some(0, 1, 2), how);
    const { results } = await splitFromStory(db, some(1, 1), how);
    expect(results.map((one) => one.id)).toEqual([id(1)]);
  });

  test("members that only wait have no lead, and the first that is published leads", async () => {
    await mergeIntoStory(db, some(1, 4), how);
    expect(await sql`select heat, is_coverage from article where id in ${sql(some(1, 4))}`).toEqual([
      { heat: -1, is_coverage: true },
      { heat: -1, is_coverage: true },
    ]);
    await changeArticles(db, { edits: [{ id: id(4), changes: { state: "published" } }], ...how });
    expect(await sql`select heat, is_coverage from article where id = ${id(4)}`).toEqual([
      { heat: 70, is_coverage: false },
    ]);
    expect(await brokenInvariants(db, NOW)).toEqual([]);
  });

  test("a lead that comes back to its story leaves the lead to who was chosen meanwhile", async () => {
    await mergeIntoStory(db, some(0, 3, 6), how);
    await chooseLead(db, 1, id(0), how);
    const { act } = await splitFromStory(db, some(0), how);
    await chooseLead(db, 1, id(3), how);
    await undoAct(db, { act, ...how });
    expect(await sql`select id::int, lead_given, is_coverage from article where story_id = 1 order by id`).toEqual([
      { id: id(0), lead_given: false, is_coverage: true },
      { id: id(3), lead_given: true, is_coverage: false },
      { id: id(6), lead_given: false, is_coverage: true },
    ]);
    expect(await brokenInvariants(db, NOW)).toEqual([]);
  });

  test("moving makes the story where there is none, and leaves the others where they are", async () => {
    await mergeIntoStory(db, some(0, 1, 2), how);
    const { act } = await moveIntoStory(db, some(1), { ...how, into: id(5) });
    const stories = () => sql`select id::int, story_id::int from article where story_id is not null order by id`;
    expect(await stories()).toEqual([
      { id: id(0), story_id: 1 },
      { id: id(1), story_id: 2 },
      { id: id(2), story_id: 1 },
      { id: id(5), story_id: 2 },
    ]);
    await undoAct(db, { act, ...how });
    expect((await stories()).map((row) => row.id)).toEqual([id(0), id(1), id(2)]);
    await expect(moveIntoStory(db, some(1), { ...how, into: 9_999 })).rejects.toBeInstanceOf(AppError);
    await expect(moveIntoStory(db, some(9), { ...how, into: id(9) })).rejects.toBeInstanceOf(AppError);
  });
});
