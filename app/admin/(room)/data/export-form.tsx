"use client";

import { useActionState } from "react";
import type { ActionState } from "@/app/_server/action-state";

type Props = { start: (previous: ActionState, form: FormData) => Promise<ActionState> };

export function ExportForm({ start }: Props) {
  const [state, action, isPending] = useActionState(start, null);
  return (
    <form action={action} aria-label="Export">
      <button className="btn" type="submit" disabled={isPending}>
        Make an archive
      </button>
      <p className={state?.ok === false ? "problem" : "sr"} role="status">
        {state?.message}
      </p>
    </form>
  );
}
