"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import type { DeskStory } from "@/lib/front/desk";
import { FRONT_PLACES } from "@/lib/front/places";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";

type Props = {
  /** Who is to be pinned; null: nobody, and it is closed. */
  story: DeskStory | null;
  /** Where it stands now. */
  stands: number;
  onPin: (to: { place: number; until: Date }) => void;
  onClose: () => void;
};

const USUAL_MS = 6 * HOUR_MS;
const STEPS: [string, number][] = [
  ["1 hour", HOUR_MS],
  ["6 hours", USUAL_MS],
  ["1 day", DAY_MS],
  ["1 week", 7 * DAY_MS],
];

/** Asks for a place and a time. Enter pins, Escape does not. */
export function PinDialog({ story, stands, onPin, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (story) dialog.current?.showModal();
    else dialog.current?.close();
  }, [story]);
  return (
    <dialog className="pin-dialog" ref={dialog} onClose={onClose} aria-labelledby="pin-title">
      {story ? <PinForm key={story.id} {...{ story, stands, onPin, onClose }} /> : null}
    </dialog>
  );
}

function PinForm({ story, stands, onPin, onClose }: Props & { story: DeskStory }) {
  const [until, setUntil] = useState(() => localText(story.pin?.until ?? new Date(Date.now() + USUAL_MS)));
  const [problem, setProblem] = useState("");

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const place = Number(new FormData(event.currentTarget).get("place"));
    const at = new Date(until);
    if (!(at.getTime() > Date.now())) return setProblem("Choose a time that is still to come.");
    onPin({ place, until: at });
    onClose();
  }

  return (
    <form onSubmit={onSubmit}>
      <h2 id="pin-title">
        Pin <span className="ttl">{story.title}</span>
      </h2>
      <label>
        <span className="label">Place, 1 to {FRONT_PLACES}</span>
        <input
          className="field pin-place"
          name="place"
          type="number"
          inputMode="numeric"
          min={1}
          max={FRONT_PLACES}
          required
          // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that somebody just asked for
          autoFocus
          defaultValue={story.pin?.place ?? stands}
        />
      </label>
      <label>
        <span className="label">Until, {Intl.DateTimeFormat().resolvedOptions().timeZone}</span>
        <input
          className="field"
          type="datetime-local"
          required
          value={until}
          aria-invalid={problem !== ""}
          aria-describedby="pin-problem"
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </label>
      <p className="pin-steps">
        {STEPS.map(([name, ms]) => (
          <button
            key={name}
            className="btn"
            type="button"
            onClick={() => setUntil(localText(new Date(Date.now() + ms)))}
          >
            {name}
          </button>
        ))}
      </p>
      <p id="pin-problem" className={problem ? "problem" : "sr"} role="status">
        {problem}
      </p>
      <p className="pin-ends">
        <button className="btn btn-main" type="submit">
          Pin <kbd>↵</kbd>
        </button>
        <button className="btn btn-bare" type="button" onClick={onClose}>
          Cancel
        </button>
      </p>
    </form>
  );
}

/** As a field for local times has it, to the minute. */
function localText(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}
