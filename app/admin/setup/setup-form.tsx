"use client";

import { useActionState } from "react";
import { EmailField } from "@/app/_ui/email-field";
import { NewPasswordField } from "@/app/_ui/new-password-field";
import { createFirstAdmin } from "./actions";

export function SetupForm({ token, minPasswordLength }: { token: string; minPasswordLength: number }) {
  const [state, action, isPending] = useActionState(createFirstAdmin, null);
  const refused = state?.ok === false ? state : null;
  return (
    <form className="door-form" action={action}>
      <input type="hidden" name="token" value={token} />
      <p className="hint">You are the first admin. This link works once; from then on you sign in.</p>
      {refused ? (
        <p className="problem" role="alert" id="problem">
          {refused.message}
        </p>
      ) : null}
      <EmailField
        given={refused?.given.email}
        describedBy={refused ? "problem" : undefined}
        isInvalid={refused?.fields?.email !== undefined}
      />
      <NewPasswordField minLength={minPasswordLength} problem={refused?.fields?.password} />
      <button className="btn btn-main" type="submit" disabled={isPending}>
        Create the account
      </button>
    </form>
  );
}
