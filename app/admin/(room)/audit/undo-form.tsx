"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useActionState, useState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import type { Conflict } from "@/lib/errors";
import type { JobState } from "@/lib/jobs/jobs";
import { clock, longDate, type Place } from "@/lib/time";
import { call } from "../../_ui/call";
import { toldOf } from "../../_ui/events";
import { useToasts } from "../../_ui/toasts";
import { ToldLine } from "../../_ui/told";

export type TakeBack = (previous: ActionState, form: FormData) => Promise<ActionState>;
type Refused = { message: string; conflict?: Conflict | undefined };

/** Takes an act back. Where something newer changed the same, it says what. */
export function UndoForm({ act, undo, place }: { act: number; undo: TakeBack; place: Place }) {
  const [state, action] = useActionState(undo, null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [isPending, setPending] = useState(false);
  const { say } = useToasts();
  const router = useRouter();

  // With scripts it is told as everywhere in the newsroom; without them the form goes by itself.
  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const answer = await call<{ by?: number; job?: JobState }>("/api/newsroom/undo", { act });
    setPending(false);
    setRefused(answer.ok ? null : answer);
    if (!answer.ok) return;
    const { by, job } = answer.value;
    say(job ? { text: "Taking it back, step by step.", job } : { text: "Taken back.", act: by });
    router.refresh();
  }

  const problem = refused ?? (state?.ok === false ? state : null);
  return (
    <form action={action} onSubmit={onSubmit}>
      <input type="hidden" name="act" value={act} />
      <button className="btn" type="submit" aria-disabled={isPending}>
        Undo
      </button>
      {state?.ok ? <p role="status">{state.message}</p> : null}
      {problem ? <Problem refused={problem} place={place} /> : null}
    </form>
  );
}

function Problem({ refused: { message, conflict }, place }: { refused: Refused; place: Place }) {
  return (
    <div className="problem" role="alert">
      <p>{conflict ? "Something newer changed the same. Nothing was taken back." : message}</p>
      {conflict ? (
        <ul>
          {conflict.changes.map((change, index) => {
            const at = new Date(change.at);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: they have no other, and don't change
              <li key={index}>
                <time dateTime={at.toISOString()} title={longDate(at, place)}>
                  {clock(at, place)}
                </time>{" "}
                {change.actor}: <ToldLine told={toldOf(change)} />
              </li>
            );
          })}
          {conflict.changes.length === 0 ? <li>Its story or an import changed it.</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
