"use client";

import { useActionState } from "react";
import { giveCode } from "../actions";

/** One field for either kind of code: the server takes both. */
export function CodeForm({ next, withRecovery }: { next: string; withRecovery: boolean }) {
  const [state, action, isPending] = useActionState(giveCode, null);
  const refused = state?.ok === false ? state : null;
  return (
    <form className="door-form" action={action}>
      <input type="hidden" name="next" value={next} />
      {refused ? (
        <p className="problem" role="alert" id="problem">
          {refused.message}
        </p>
      ) : null}
      <div className="f">
        <label className="label" htmlFor="code">
          {withRecovery ? "Recovery code" : "Code"}
        </label>
        <input
          className="field code"
          id="code"
          name="code"
          inputMode={withRecovery ? "text" : "numeric"}
          autoComplete={withRecovery ? "off" : "one-time-code"}
          autoCapitalize="off"
          spellCheck={false}
          maxLength={64}
          // biome-ignore lint/a11y/noAutofocus: there is nothing else to do here
          autoFocus
          required
          aria-invalid={refused ? true : undefined}
          aria-describedby={refused ? "problem code-hint" : "code-hint"}
        />
        <p className="hint" id="code-hint">
          {withRecovery
            ? "One of the ten you kept. It works once."
            : "The six digits that your authenticator app shows now."}
        </p>
      </div>
      <button className="btn btn-main" type="submit" disabled={isPending}>
        {isPending ? "Signing in" : "Sign in"}
      </button>
    </form>
  );
}
