"use client";

import { type ReactNode, useActionState } from "react";
import type { ActionState } from "@/app/_server/action-state";

type Props = {
  retry: (previous: ActionState, form: FormData) => Promise<ActionState>;
  /** Whether there is a button for all of them. */
  all: boolean;
  children: ReactNode;
};

/** The list of pictures, each with its button. */
export function RetryPictures({ retry, all, children }: Props) {
  const [state, action, isPending] = useActionState(retry, null);
  return (
    <form action={action} aria-label="Pictures that did not come">
      <fieldset className="failed-pictures" disabled={isPending}>
        <ul>{children}</ul>
        {all ? (
          <button className="btn" type="submit" name="picture" value="all">
            Try all again
          </button>
        ) : null}
      </fieldset>
      <p role="status">{state?.message}</p>
    </form>
  );
}
