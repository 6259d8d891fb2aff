"use client";

import { useRouter } from "next/navigation";
import { useActionState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { call } from "../call";
import { UNDONE_EVENT, useToasts } from "../toasts";

type Props = {
  act: number;
  /** For whoever does not see the line that it stands in. */
  what: string;
  undo: (previous: ActionState, form: FormData) => Promise<ActionState>;
  back: string;
};

/** A button that takes an act back: a form without a script, and with one a toast tells what came of it. */
export function UndoForm({ act, what, undo, back }: Props) {
  const router = useRouter();
  const { say } = useToasts();
  const [state, send] = useActionState(undo, null);
  const ask = async () => {
    const answer = await call<{ act: number }>("/api/newsroom/undo", { act });
    say(answer.ok ? { text: "Taken back." } : { text: answer.message, isError: true });
    if (!answer.ok) return;
    window.dispatchEvent(new CustomEvent(UNDONE_EVENT, { detail: act }));
    router.refresh();
  };
  return (
    <form
      action={send}
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="back" value={back} />
      <button className="btn" type="submit">
        Undo<span className="sr"> {what}</span>
      </button>
      {state?.ok === false ? (
        <p className="problem" role="alert">
          {state.message}
        </p>
      ) : null}
    </form>
  );
}
