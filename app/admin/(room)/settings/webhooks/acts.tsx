"use client";

import { useActionState } from "react";
import { actOnWebhook } from "./actions";
import { Said } from "./said";

type Props = { id: number; enabled: boolean };

/** What can be done to a webhook at a press; deleting asks once before, also without JavaScript. */
export function WebhookActs({ id, enabled }: Props) {
  const [state, action, isPending] = useActionState(actOnWebhook, null);
  const button = (act: string, text: string, isMain = false) => (
    <button className={isMain ? "btn btn-main" : "btn"} type="submit" name="act" value={act} disabled={isPending}>
      {text}
    </button>
  );
  return (
    <div className="webhook-acts">
      <form action={action} aria-label="Acts">
        <input type="hidden" name="id" value={id} />
        {button("test", "Send a test message", true)}
        {enabled ? button("off", "Switch off") : button("on", "Switch on")}
        {button("rotate", "Make a new secret")}
      </form>
      <details className="ask-first">
        <summary className="btn">Delete</summary>
        <form action={action}>
          <input type="hidden" name="id" value={id} />
          <p>It hears no more, and its log goes with it. There is no way back.</p>
          {button("remove", "Delete the webhook")}
        </form>
      </details>
      <Said state={state} />
    </div>
  );
}
