/** What the desk looks like while the answer to an act is still to come. Pure. */
import type { DeskStory, FrontDesk } from "@/lib/front/desk";
import { FRONT_PLACES, laidOut, standing } from "@/lib/front/places";

export type Move =
  | { kind: "hide"; id: number }
  | { kind: "show"; id: number }
  | { kind: "pin"; id: number; place: number; until: Date }
  | { kind: "unpin"; id: number };

export function moved(desk: FrontDesk, move: Move): FrontDesk {
  const stories = [...desk.stories, ...desk.hidden];
  const story = stories.find(({ id }) => id === move.id);
  if (!story) return { ...desk, aside: desk.aside.filter(({ id }) => id !== move.id) };
  const hiddenIds = new Set(desk.hidden.map(({ id }) => id));
  if (move.kind === "hide") hiddenIds.add(move.id);
  else hiddenIds.delete(move.id);
  const pin = move.kind === "pin" ? { place: move.place, until: move.until } : move.kind === "unpin" ? null : story.pin;
  // Whoever is pinned now is the newest.
  const all = [{ ...story, pin }, ...stories.filter(({ id }) => id !== move.id)];
  return {
    ...desk,
    stories: pageOf(all.filter(({ id }) => !hiddenIds.has(id))),
    hidden: all.filter(({ id }) => hiddenIds.has(id)).sort(byHot),
  };
}

function pageOf(stories: DeskStory[]): DeskStory[] {
  const pins = stories.flatMap((story) => (story.pin ? [{ id: story.id, place: story.pin.place, story }] : []));
  const stood = standing(pins);
  const pinned = new Set(stood.map(({ pin }) => pin.id));
  const others = stories.filter(({ id }) => !pinned.has(id)).sort(byHot);
  return laidOut(
    stood.map(({ pin, stands }) => ({ item: pin.story, stands })),
    others,
  ).slice(0, FRONT_PLACES);
}

const byHot = (a: DeskStory, b: DeskStory) => b.hot - a.hot || b.id - a.id;
