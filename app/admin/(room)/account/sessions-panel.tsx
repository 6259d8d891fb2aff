"use client";

import { type ReactNode, useActionState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { endSessions } from "./actions";

export type ShownSession = { id: string; browser: string; isThis: boolean; since: ReactNode; seen: ReactNode };

export function SessionsPanel({ sessions }: { sessions: ShownSession[] }) {
  const [state, action, isPending] = useActionState<ActionState, FormData>(endSessions, null);
  return (
    <section className="panel" aria-labelledby="sessions-title">
      <h2 id="sessions-title">Signed in</h2>
      <ul className="sessions" aria-label="Sessions">
        {sessions.map(({ id, browser, isThis, since, seen }) => (
          <li key={id}>
            <p>
              <b>{browser}</b> {isThis ? <span className="you">this one</span> : null}
              <span className="when">
                since {since}
                {isThis ? null : <>, last seen {seen}</>}
              </span>
            </p>
            {isThis ? null : (
              <form action={action}>
                <input type="hidden" name="session" value={id} />
                <button
                  className="btn btn-bare"
                  type="submit"
                  name="act"
                  value="end"
                  disabled={isPending}
                  aria-label={`Sign out ${browser}`}
                >
                  Sign out
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <form action={action} className="after">
          <button className="btn" type="submit" name="act" value="end-others" disabled={isPending}>
            Sign out everywhere else
          </button>
        </form>
      ) : (
        <p className="hint">You are signed in nowhere else.</p>
      )}
      <p className={state?.ok === false ? "problem" : "said"} role="status">
        {state?.message}
      </p>
    </section>
  );
}
