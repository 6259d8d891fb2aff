"use client";

import { useEffect, useRef, useState } from "react";
import type { DeskStory, FrontDesk } from "@/lib/front/desk";
import { FRONT_PLACES } from "@/lib/front/places";
import type { Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { Aside } from "./aside";
import { DeskRow } from "./desk-row";
import { PinDialog } from "./pin-dialog";
import { degrees } from "./reasons";
import { useDesk } from "./use-desk";
import { useDeskKeys } from "./use-desk-keys";

type Props = { desk: FrontDesk; now: Date; place: Place };

/** The front page in its order, by keys, mouse and touch. */
export function Desk({ desk: given, now, place }: Props) {
  const { desk, act } = useDesk(given);
  const { stories } = desk;
  const [selectedId, select] = useState<number | null>(null);
  const [pinning, setPinning] = useState<DeskStory | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const at = Math.max(
    0,
    stories.findIndex(({ id }) => id === selectedId),
  );
  const selected = stories[at];

  const focus = (story: DeskStory | undefined) => {
    if (!story) return;
    select(story.id);
    list.current?.querySelector<HTMLElement>(`[data-story="${story.id}"] a`)?.focus();
  };
  const hide = (story: DeskStory) => {
    const index = stories.indexOf(story);
    focus(stories[index + 1] ?? stories[index - 1]);
    act({ kind: "hide", id: story.id }, `Hidden from the front page: ${story.title}`);
  };
  const pin = (story: DeskStory, to: { place: number; until: Date }) =>
    act({ kind: "pin", id: story.id, ...to }, `Pinned to place ${to.place}: ${story.title}`);
  const unpin = (story: DeskStory) => act({ kind: "unpin", id: story.id }, `Unpinned: ${story.title}`);
  const nudge = (story: DeskStory, by: 1 | -1) => {
    if (!story.pin) return;
    const to = story.pin.place + by;
    if (to >= 1 && to <= FRONT_PLACES) pin(story, { ...story.pin, place: to });
  };

  useDeskKeys({
    next: () => focus(selectedId === null ? stories[0] : stories[at + 1]),
    previous: () => focus(stories[at - 1]),
    pin: () => selected && setPinning(selected),
    unpin: () => selected?.pin && unpin(selected),
    hide: () => selected && hide(selected),
    nudge: (by) => {
      if (!selected?.pin || selectedId === null) return false;
      nudge(selected, by);
      return true;
    },
  });
  useKeptFocus(stories, selectedId, focus);

  return (
    <>
      <div className="list-tools">
        <h1>Front page</h1>
        <a className="btn" href={urls.home}>
          As readers see it
        </a>
      </div>
      <p className="front-desk-note">{entryOf(desk)}</p>
      {stories.length === 0 ? <p className="room-note">Nothing is on the front page yet.</p> : null}
      <ol className="desk-list" ref={list} aria-label="Front page, in order">
        {stories.map((story, index) => (
          <DeskRow
            key={story.id}
            story={story}
            stands={index + 1}
            isSelected={story.id === selected?.id}
            {...{ now, place }}
            onSelect={() => select(story.id)}
            onPin={() => setPinning(story)}
            onUnpin={() => unpin(story)}
            onHide={() => hide(story)}
            onNudge={(by) => nudge(story, by)}
          />
        ))}
      </ol>
      <Aside
        desk={desk}
        {...{ now, place }}
        onShow={(story) => act({ kind: "show", id: story.id }, `Back on the front page: ${story.title}`)}
        onUnpin={unpin}
      />
      <p className="legend needs-js">
        {LEGEND.map(([keys, text]) => (
          <span key={text}>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}{" "}
            {text}
          </span>
        ))}
      </p>
      <PinDialog
        story={pinning}
        stands={pinning ? stories.findIndex(({ id }) => id === pinning.id) + 1 : 1}
        onClose={() => setPinning(null)}
        onPin={(to) => pinning && pin(pinning, to)}
      />
    </>
  );
}

const LEGEND: [string[], string][] = [
  [["J", "K"], "move on"],
  [["P"], "pin"],
  [["↑", "↓"], "move a pinned one"],
  [["U"], "unpin"],
  [["H"], "hide"],
  [["Z"], "undo"],
];

/** What it takes to come onto the page now. */
function entryOf({ toBeFirst, toBeLast }: FrontDesk): string {
  if (toBeFirst === null) return "The first story that is published comes first.";
  const first = `A story that comes out now needs ${degrees(toBeFirst)} to stand first`;
  return toBeLast === null
    ? `${first}. There are free places.`
    : `${first}, and ${degrees(toBeLast)} to be on the page.`;
}

/** Where a row moved or went, the focus stays with what is selected. */
function useKeptFocus(stories: DeskStory[], selectedId: number | null, focus: (story?: DeskStory) => void) {
  const order = stories.map(({ id }) => id).join();
  const lastOrder = useRef(order);
  useEffect(() => {
    if (lastOrder.current === order) return;
    lastOrder.current = order;
    if (selectedId !== null && document.activeElement === document.body) {
      focus(stories.find(({ id }) => id === selectedId));
    }
  });
}
