"use client";

import { useActionState } from "react";
import type { ActionForm } from "./action-form";

export function RetryForm({ retry }: { retry: ActionForm }) {
  const [state, action, isPending] = useActionState(retry, null);
  return (
    <form action={action} className="after">
      <button className="btn" type="submit" disabled={isPending}>
        Try all again
      </button>
      {state ? <p role="status">{state.message}</p> : null}
    </form>
  );
}
