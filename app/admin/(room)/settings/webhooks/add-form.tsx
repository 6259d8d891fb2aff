"use client";

import { useActionState } from "react";
import { ARTICLE_EVENTS } from "@/lib/push/events";
import { addWebhook } from "./actions";
import { WebhookFields } from "./fields";
import { Said } from "./said";

export function AddWebhook() {
  const [state, action, isPending] = useActionState(addWebhook, null);
  return (
    <form action={action} className="settings-form" aria-label="Add a webhook">
      {/* Filled in anew for the next one. */}
      <WebhookFields key={state?.ok ? state.once?.[0] : ""} state={state} url="" events={ARTICLE_EVENTS} />
      <Said state={state} />
      <button className="btn btn-main" type="submit" disabled={isPending}>
        {isPending ? "Adding" : "Add the webhook"}
      </button>
    </form>
  );
}
