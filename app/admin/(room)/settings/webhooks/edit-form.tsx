"use client";

import { useActionState } from "react";
import { editWebhook } from "./actions";
import { WebhookFields } from "./fields";
import { Said } from "./said";

type Props = { id: number; url: string; events: string[] };

export function EditWebhook({ id, url, events }: Props) {
  const [state, action, isPending] = useActionState(editWebhook, null);
  return (
    <form action={action} className="settings-form" aria-label="Edit the webhook">
      <input type="hidden" name="id" value={id} />
      <WebhookFields key={`${url} ${events.join(" ")}`} state={state} url={url} events={events} />
      <Said state={state} />
      <button className="btn" type="submit" disabled={isPending}>
        {isPending ? "Saving" : "Save"}
      </button>
    </form>
  );
}
