"use client";

import { useEffect, useRef } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { clock, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";

const NAMES: Record<string, string> = {
  name: "name",
  description: "description",
  timeZone: "time zone",
  minimumQuality: "minimum quality",
};

type Props = { state: ActionState; place: Place; mayGoOver?: boolean };

/** What came of a save; when somebody else was faster, what they changed and the ways on. */
export function Notice({ state, place, mayGoOver = true }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state?.ok === false) box.current?.focus();
  }, [state]);
  if (!state) return <p className="said" role="status" />;
  if (state.ok) {
    return (
      <p className="said" role="status">
        {state.message}
      </p>
    );
  }
  const { conflict, message } = state;
  return (
    <div className="warn" role="alert" tabIndex={-1} ref={box}>
      <div>
        <p>
          <b>{message}</b>
        </p>
        {conflict ? (
          <ul>
            {conflict.changes.map(({ at, actor, before, after }) => (
              <li key={String(at)}>
                {clock(new Date(at), place)} {actor}: {wordsOf(before, after)}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      {conflict ? (
        <>
          <a className="btn" href={urls.admin.settings}>
            Load theirs
          </a>
          {mayGoOver ? (
            <>
              <input type="hidden" name="told" value={conflict.version} />
              <button className="btn" type="submit" name="act" value="over">
                Save mine over it
              </button>
            </>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function wordsOf(before: Record<string, unknown>, after: Record<string, unknown>): string {
  return Object.keys(after)
    .map((field) => {
      const name = NAMES[field];
      return name ? `${name} ${shown(before[field])} became ${shown(after[field])}` : `${field} changed`;
    })
    .join(", ");
}

const shown = (value: unknown) => (value === null || value === undefined ? "default" : `“${String(value)}”`);
