import { expect, test } from "vitest";
import type { DeskStory, FrontDesk } from "@/lib/front/desk";
import { type Move, moved } from "./moves";

const UNTIL = new Date("2026-11-24T00:00:00Z");
const story = (id: number, place?: number): DeskStory =>
  ({ id, hot: 100 - id, pin: place === undefined ? null : { place, until: UNTIL } }) as DeskStory;
const desk = (stories: DeskStory[], hidden: DeskStory[] = []): FrontDesk => ({
  ...{ stories, hidden, aside: [], toBeFirst: null, toBeLast: null },
});
const ids = (stories: DeskStory[]) => stories.map(({ id }) => id);

test.each<[string, FrontDesk, Move, number[], number[]]>([
  ["hidden", desk([story(1), story(2)]), { kind: "hide", id: 1 }, [2], [1]],
  ["shown again, at its place", desk([story(1), story(3)], [story(2)]), { kind: "show", id: 2 }, [1, 2, 3], []],
  ["pinned", desk([story(1), story(2), story(3)]), { kind: "pin", id: 3, place: 1, until: UNTIL }, [3, 1, 2], []],
  [
    "before an older pin",
    desk([story(3, 1), story(1), story(2)]),
    { kind: "pin", id: 2, place: 1, until: UNTIL },
    [2, 3, 1],
    [],
  ],
  [
    "down, past another pin",
    desk([story(3, 1), story(2, 2), story(1)]),
    { kind: "pin", id: 3, place: 2, until: UNTIL },
    [1, 3, 2],
    [],
  ],
  ["unpinned", desk([story(3, 1), story(1), story(2)]), { kind: "unpin", id: 3 }, [1, 2, 3], []],
  ["nobody it knows", desk([story(1)]), { kind: "hide", id: 9 }, [1], []],
])("%s", (_, given, move, page, hidden) => {
  const after = moved(given, move);
  expect(ids(after.stories)).toEqual(page);
  expect(ids(after.hidden)).toEqual(hidden);
});
