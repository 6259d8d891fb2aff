import { describe, expect, test } from "vitest";
import type { QueueArticle, QueuePage } from "@/lib/queue/types";
import { reduce } from "./desk";
import {
  type Action,
  type Desk,
  isUnsaved,
  type Op,
  openDesk,
  scoreOf,
  shownIds,
  targets,
  waiting,
} from "./desk-state";

const article = (id: number, given: Partial<QueueArticle> = {}): QueueArticle => ({
  id,
  version: 1,
  title: `Number ${id}`,
  excerpt: "",
  link: `https://tailwater.example/${id}`,
  publishedAt: id,
  foundAt: id,
  quality: null,
  providerId: 1,
  topics: [],
  picture: null,
  seed: String(id),
  story: null,
  ...given,
});
const page = (ids: number[], given: Partial<QueueArticle> = {}): QueuePage => ({
  articles: ids.map((id) => article(id, given)),
  entries: ids.map((id) => ({ ids: [id], spanMs: 0 })),
  providers: [{ id: 1, domain: "tailwater.example", name: "The Tailwater", logo: null, usual: 82, judged: [] }],
  next: null,
});
const desk = (...actions: Action[]): Desk => actions.reduce(reduce, openDesk({ ...page([1, 2, 3, 4]), total: 4 }));

const op = (key: number, ids: number[], what: Op["what"], scores: Op["scores"] = {}): Action => ({
  type: "act",
  op: { key, ids, what, scores },
});
const publish = (key: number, ids: number[], score = 87) =>
  op(key, ids, { kind: "publish", from: null }, Object.fromEntries(ids.map((id) => [id, score])));
const done = (key: number, act: number, ids: number[]): Action => ({
  type: "answered",
  key,
  act,
  results: ids.map((id) => ({ id, version: 2, refused: null })),
});
const failed = (key: number, code = "unreachable"): Action => ({ type: "failed", key, code, message: "No way." });
const select = (id: number): Action => ({ type: "select", id });
const look = (state: Desk) => [state.current, shownIds(state)];

describe("moving", () => {
  test.each<[string, Action[], number | null]>([
    ["begins at the first", [], 1],
    ["goes down", [{ type: "move", by: 1 }], 2],
    ["stops at the end", [select(4), { type: "move", by: 1 }], 4],
    ["stops at the beginning", [{ type: "move", by: -1 }], 1],
    ["jumps over what is gone", [select(2), publish(1, [2]), select(1), { type: "move", by: 1 }], 3],
  ])("%s", (_, actions, current) => {
    expect(desk(...actions).current).toBe(current);
  });

  test("ends a score that was being typed: the next digit is tens again", () => {
    const digit = (value: number): Action => ({ type: "digit", digit: value, shift: false });
    const state = desk(digit(8), { type: "move", by: 1 }, digit(7));
    expect([scoreOf(state, 1), scoreOf(state, 2)]).toEqual([80, 70]);
  });
});

describe("an act", () => {
  test.each<[string, Action[], [number | null, number[]]]>([
    ["shows the next", [select(2), publish(1, [2])], [3, [1, 3, 4]]],
    ["at the end shows the one before", [select(4), publish(1, [4])], [3, [1, 2, 3]]],
    ["on the last leaves nothing", [1, 2, 3, 4].map((id) => publish(id, [id])), [null, []]],
    ["that failed brings its article back, and stays where one is", [publish(1, [1]), failed(1)], [2, [1, 2, 3, 4]]],
    [
      "that failed when nothing was left shows it",
      [...[1, 2, 3, 4].map((id) => publish(id, [id])), failed(2)],
      [2, [2]],
    ],
    [
      "taken back shows its article in its place",
      [publish(1, [1]), done(1, 70, [1]), { type: "undone", act: 70 }],
      [1, [1, 2, 3, 4]],
    ],
    [
      "of somebody else taken back changes nothing",
      [publish(1, [1]), done(1, 70, [1]), { type: "undone", act: 71 }],
      [2, [2, 3, 4]],
    ],
  ])("%s", (_, actions, expected) => {
    expect(look(desk(...actions))).toEqual(expected);
  });

  test("on marked ones goes to all of them, and they are marked no more", () => {
    const marked = desk({ type: "mark", id: 3 }, { type: "mark", id: 1 });
    expect(targets(marked)).toEqual([3, 1]);
    const state = reduce(marked, publish(1, [3, 1]));
    expect([look(state), state.marked, waiting(state)]).toEqual([[2, [2, 4]], [], 2]);
  });

  test("on several that was refused for one brings that one back with the reason", () => {
    const state = desk(publish(1, [1, 2]), {
      type: "answered",
      key: 1,
      act: 70,
      results: [
        { id: 1, version: 2, refused: null },
        { id: 2, version: 5, refused: "Somebody else changed it." },
      ],
    });
    expect(shownIds(state)).toEqual([2, 3, 4]);
    expect(state.refused[2]).toMatchObject({ message: "Somebody else changed it.", op: { ids: [2] } });
    // The next try is of the version that is there.
    expect(state.articles[2]?.version).toBe(5);
    expect(shownIds(reduce(state, { type: "undone", act: 70 }))).toEqual([1, 2, 3, 4]);
  });

  test("is unsaved until it is answered, and when nobody could be reached", () => {
    expect(isUnsaved(desk())).toBe(false);
    expect(isUnsaved(desk(publish(1, [1])))).toBe(true);
    expect(isUnsaved(desk(publish(1, [1]), done(1, 70, [1])))).toBe(false);
    expect(isUnsaved(desk(publish(1, [1]), failed(1)))).toBe(true);
    expect(isUnsaved(desk(publish(1, [1]), failed(1, "conflict")))).toBe(false);
    expect(isUnsaved(desk(publish(1, [1]), failed(1), publish(2, [1]), done(2, 70, [1])))).toBe(false);
  });

  test("taken back has the score that was typed, and a version more", () => {
    const state = desk(publish(1, [1], 91), done(1, 70, [1]), { type: "undone", act: 70 });
    expect([scoreOf(state, 1), state.articles[1]?.version]).toEqual([91, 3]);
  });
});

describe("what stays in the list", () => {
  const topics = (key: number, name: string) => op(key, [1], { kind: "topics", topics: { 1: [{ id: name, name }] } });
  const names = (state: Desk) => state.articles[1]?.topics.map(({ id }) => id);

  test.each<[string, Action[], string[]]>([
    ["shows at once", [topics(1, "maps")], ["maps"]],
    ["that failed is as before", [topics(1, "maps"), failed(1)], []],
    ["that failed leaves what came after", [topics(1, "maps"), topics(2, "craft"), failed(1)], ["craft"]],
    ["taken back is as before", [topics(1, "maps"), done(1, 70, [1]), { type: "undone", act: 70 }], []],
  ])("a topic %s", (_, actions, expected) => {
    expect(names(desk(...actions))).toEqual(expected);
  });

  test("one story brings articles together where the first of them stands, and taken back apart", () => {
    const story = { id: -4, size: 2, lead: null };
    const merged = desk(op(1, [4, 2], { kind: "story", story, into: null }));
    expect(shownIds(merged)).toEqual([1, 4, 2, 3]);
    expect(merged.articles[4]?.story).toEqual(story);
    const apart = [done(1, 70, [4, 2]), { type: "undone", act: 70 } as const].reduce(reduce, merged);
    expect(shownIds(apart)).toEqual([1, 2, 3, 4]);
    expect(apart.articles[4]?.story).toBeNull();
  });
});

describe("the score", () => {
  test("is the typed one, else the article's own, else as usual", () => {
    const state = openDesk({ ...page([1, 2]), articles: [article(1), article(2, { quality: 60 })], total: 2 });
    expect([scoreOf(state, 1), scoreOf(state, 2)]).toEqual([82, 60]);
    expect(scoreOf(reduce(state, { type: "score", score: 7 }), 1)).toBe(7);
    expect(scoreOf(reduce(state, { type: "step", by: -1, start: 50 }), 1)).toBe(81);
  });

  test("typed goes to all that are marked, and ends a question", () => {
    const state = desk(
      { type: "mark", id: 1 },
      { type: "mark", id: 2 },
      { type: "ask", ids: [1, 2], message: "Below" },
      { type: "digit", digit: 4, shift: false },
    );
    expect([scoreOf(state, 1), scoreOf(state, 2), state.asking]).toEqual([40, 40, null]);
  });
});

describe("the page read anew", () => {
  const fresh = (given: QueuePage, total: number, reorder = false): Action => ({
    type: "fresh",
    page: given,
    total,
    reorder,
  });

  test("does not bring back what is on the way, or was done since", () => {
    const onTheWay = desk(publish(1, [1]), fresh(page([1, 2, 3, 4]), 4));
    expect([shownIds(onTheWay), waiting(onTheWay)]).toEqual([[2, 3, 4], 3]);
    const since = desk(publish(1, [1]), done(1, 70, [1]), fresh(page([1, 2, 3, 4]), 4));
    expect(shownIds(since)).toEqual([2, 3, 4]);
    // Else taking it back would be of a version that is over.
    expect(since.articles[1]?.version).toBe(2);
  });

  test("brings back what somebody put back", () => {
    const state = desk(publish(1, [1]), done(1, 70, [1]), fresh(page([1, 2, 3, 4], { version: 3 }), 4));
    expect([shownIds(state), waiting(state)]).toEqual([[1, 2, 3, 4], 4]);
  });

  test("puts what is new at the end, so that the list does not move", () => {
    const state = desk(select(3), publish(1, [3]), done(1, 70, [3]), fresh(page([9, 1, 2, 4]), 4));
    expect([look(state), waiting(state)]).toEqual([[4, [1, 2, 4, 9]], 4]);
  });

  test("leaves what is being typed and asked", () => {
    const digit = (digit: number): Action => ({ type: "digit", digit, shift: false });
    const state = desk(digit(8), fresh(page([9, 1, 2, 3, 4]), 5), digit(7));
    expect(scoreOf(state, 1)).toBe(87);
    const asked = desk({ type: "ask", ids: [1], message: "Below" }, fresh(page([1, 2, 3, 4, 9]), 5));
    expect(asked.asking).toMatchObject({ ids: [1] });
    expect(desk(select(2), digit(8), fresh(page([1, 3]), 2, true), digit(7)).drafts[2]).not.toBe(87);
  });

  test("in another order is in that order, without what left", () => {
    const state = desk(publish(1, [1]), fresh(page([4, 3, 2, 1]), 4, true));
    expect([look(state), waiting(state)]).toEqual([[2, [4, 3, 2]], 3]);
  });

  test("goes on where it ended", () => {
    const state = desk({ type: "more", page: page([4, 5, 6]) });
    expect(shownIds(state)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

test("after a reload typed scores are there, and what was not saved says so, once", () => {
  const unsent: Op[] = [{ key: 1, ids: [1, 2], what: { kind: "leave" }, scores: {} }];
  const state = desk({ type: "remembered", drafts: { 3: 91, 9: 50 }, unsent, versions: { 1: 1, 2: 7 } });
  expect([scoreOf(state, 3), state.drafts[9]]).toEqual([91, undefined]);
  expect(Object.keys(state.refused)).toEqual(["1"]);
  expect(isUnsaved(state)).toBe(true);
});

test("what somebody else judged can be let be", () => {
  const state = desk(publish(1, [1]), {
    type: "failed",
    key: 1,
    code: "conflict",
    message: "night@desk.example changed it meanwhile.",
    version: 4,
    elsewhere: "published",
  });
  expect(state.refused[1]).toMatchObject({ elsewhere: "published" });
  expect(state.articles[1]?.version).toBe(4);
  const left = reduce(state, { type: "let-be", id: 1 });
  expect([shownIds(left), left.refused]).toEqual([[2, 3, 4], {}]);
});
