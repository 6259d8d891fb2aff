"use client";

import { type ReactNode, useActionState } from "react";
import { resendMessage } from "../actions";

type Props = {
  webhook: number;
  id: number;
  /** Named for those who hear buttons without what is around them. */
  name: string;
  waits: boolean;
  children: ReactNode;
};

/** An entry of the log, and the way to send it again. */
export function Message({ webhook, id, name, waits, children }: Props) {
  const [state, action, isPending] = useActionState(resendMessage, null);
  return (
    <li>
      {children}
      <form action={action}>
        <input type="hidden" name="id" value={webhook} />
        <input type="hidden" name="delivery" value={id} />
        <button
          className="btn"
          type="submit"
          disabled={isPending}
          aria-label={`${waits ? "Send now" : "Send again"}: ${name}`}
        >
          {waits ? "Send now" : "Send again"}
        </button>
        <span className="said" role="status">
          {state?.message}
        </span>
      </form>
    </li>
  );
}
