"use client";

import { useActionState } from "react";
import type { ActionState } from "@/app/_server/action-state";

type DeleteProps = {
  id: number;
  /** What has to be typed. */
  confirmation: string;
  remove: (previous: ActionState, form: FormData) => Promise<ActionState>;
};

/** Takes the article down for good, once its address was typed. */
export function DeleteForGood({ id, confirmation, remove }: DeleteProps) {
  const [state, action, isPending] = useActionState(remove, null);
  const problem = state?.ok === false ? state.message : null;
  return (
    <details className="edit-delete" open={problem !== null || undefined}>
      <summary>Delete it for good</summary>
      <form action={action}>
        <input type="hidden" name="id" value={id} />
        <p>
          For a takedown. The article goes with its file, its search entries and its place in its story; its page says
          410, and no import brings it back. <b>This can’t be undone.</b> To hide it, unpublish it.
        </p>
        <label className="label" htmlFor="confirmation">
          Type {confirmation} to confirm
        </label>
        <input
          className="field"
          id="confirmation"
          name="confirmation"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? "confirmation-problem" : undefined}
        />
        {problem ? (
          <p className="problem" id="confirmation-problem" role="alert">
            {problem}
          </p>
        ) : null}
        <button className="btn" type="submit" disabled={isPending}>
          Delete for good
        </button>
      </form>
    </details>
  );
}
