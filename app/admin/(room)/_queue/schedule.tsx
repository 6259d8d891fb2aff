"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { nextMorning } from "@/lib/queue/later";
import type { Place } from "@/lib/time";
import { localOf, momentOf } from "@/lib/zone";

type Props = {
  place: Place;
  /** `at 87`, or of how many. */
  what: string;
  /** What speaks against it; said here, so that it is not asked again. */
  warning: string | null;
  onSchedule: (at: number) => void;
  onClose: () => void;
};

/** When to publish, in the site's time zone. */
export function ScheduleDialog({ place, what, warning, onSchedule, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wall, setWall] = useState(() =>
    localOf(nextMorning(new Date(), place.timeZone), place.timeZone).slice(0, "yyyy-mm-ddThh:mm".length),
  );
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const at = momentOf(wall, place.timeZone);
    if (!at) return setProblem("Give a date and a time.");
    if (at.getTime() <= Date.now())
      return setProblem("That is over already. Publish it now instead, or choose a later time.");
    onSchedule(at.getTime());
    onClose();
  };
  return (
    <dialog className="q-dialog" ref={dialog} aria-labelledby="q-schedule" onClose={onClose}>
      <form onSubmit={onSubmit}>
        <h2 id="q-schedule">Publish {what} later</h2>
        <div className="f">
          <label className="label" htmlFor="q-from">
            Live from
          </label>
          <input
            className="field"
            id="q-from"
            type="datetime-local"
            value={wall}
            aria-describedby="q-zone"
            aria-invalid={problem ? true : undefined}
            onChange={(event) => {
              setWall(event.currentTarget.value);
              setProblem(null);
            }}
          />
          <p className="hint" id="q-zone">
            Time zone: {place.timeZone}
          </p>
        </div>
        {problem || warning ? (
          <p className="problem" role="alert">
            {problem ?? warning}
          </p>
        ) : null}
        <div className="q-dialog-acts">
          <button className="btn" type="button" onClick={onClose}>
            Cancel
          </button>
          <button className="btn btn-main" type="submit">
            Schedule
          </button>
        </div>
      </form>
    </dialog>
  );
}
