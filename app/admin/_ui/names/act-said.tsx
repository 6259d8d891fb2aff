"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import type { Said } from "@/lib/record/said";
import { useToasts } from "../toasts";

type Props = { said: Said; undo: (previous: ActionState, form: FormData) => Promise<ActionState>; back: string };

/** What was just done, with the way back: a line of the page, and where there is a script a toast. */
export function ActSaid({ said: { act, text }, undo, back }: Props) {
  const { say } = useToasts();
  const [state, send] = useActionState(undo, null);
  const [isShown, setShown] = useState(true);
  const told = useRef(0);
  useEffect(() => {
    if (told.current === act) return;
    told.current = act;
    say({ text, act });
    setShown(false);
    // Whoever loads the page anew is not told again.
    const address = new URL(window.location.href);
    address.searchParams.delete("act");
    window.history.replaceState(null, "", address);
  }, [act, text, say]);
  if (!isShown) return null;
  return (
    <form className="warn" action={send}>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="back" value={back} />
      <div>
        <p>{state?.ok === false ? state.message : text}</p>
      </div>
      <button className="btn" type="submit">
        Undo
      </button>
    </form>
  );
}
