"use client";

import { useActionState } from "react";
import type { ActionForm } from "./action-form";

/** `wanted`: a query that found nothing, to give other words for. */
export function AddSynonym({ wanted, add }: { wanted: string; add: ActionForm }) {
  const [state, action, isPending] = useActionState(add, null);
  const refused = state?.ok === false ? state : null;
  const begun = wanted ? `${wanted}, ` : "";
  return (
    <form action={action} className="add-synonym" aria-label="Add a synonym">
      <label className="label" htmlFor="words">
        Words that mean the same, with commas between
      </label>
      <div className="line">
        <input
          className="field typed"
          id="words"
          name="words"
          autoComplete="off"
          autoCapitalize="off"
          maxLength={1000}
          // biome-ignore lint/a11y/noAutofocus: whoever came by "Make synonym" came to type here
          autoFocus={wanted !== ""}
          defaultValue={refused ? refused.given.words : state ? "" : begun}
          placeholder="llm, large language model"
          aria-invalid={refused ? true : undefined}
          aria-describedby="words-hint"
        />
        <button className="btn" type="submit" disabled={isPending}>
          Add
        </button>
      </div>
      <p className="hint" id="words-hint" role={refused ? "alert" : undefined}>
        {refused ? (
          <strong>{refused.fields?.words ?? refused.message}</strong>
        ) : (
          "Each of them then finds what the others find, from the next search on."
        )}
      </p>
      {/* To be seen, it stands first in the list below. */}
      <p className="sr" role="status">
        {state?.ok ? state.message : null}
      </p>
    </form>
  );
}
