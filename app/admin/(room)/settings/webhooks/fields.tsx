"use client";

import type { ActionState } from "@/app/_server/action-state";
import { ARTICLE_EVENTS, EVENT_WORDS } from "@/lib/push/events";
import { Field } from "../field";

type Props = { state: ActionState; url: string; events: readonly string[] };

/** Where messages go, and of what; what was refused stays as it was typed. */
export function WebhookFields({ state, url, events }: Props) {
  const refused = state?.ok === false ? state : null;
  const problem = refused?.fields?.events;
  return (
    <>
      <Field
        name="url"
        type="url"
        label="Address"
        placeholder="https://"
        required
        defaultValue={refused?.given.url ?? url}
        problem={refused?.fields?.url}
        hint="Of a program that takes a POST with JSON, on the public internet, on port 80 or 443."
      />
      <fieldset className="webhook-events" aria-describedby={problem ? "events-problem" : undefined}>
        <legend className="label">Told when an article</legend>
        {ARTICLE_EVENTS.map((event) => (
          <label className="tick-label" key={event}>
            <input
              type="checkbox"
              name={event}
              defaultChecked={refused ? event in refused.given : events.includes(event)}
            />
            <span>
              {EVENT_WORDS[event]} <code>{event}</code>
            </span>
          </label>
        ))}
        {problem ? (
          <p className="hint" id="events-problem">
            <strong>{problem}</strong>
          </p>
        ) : null}
      </fieldset>
    </>
  );
}
