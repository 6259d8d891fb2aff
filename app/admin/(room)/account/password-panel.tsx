"use client";

import { useActionState } from "react";
import { NewPasswordField } from "@/app/_ui/new-password-field";
import { changePassword } from "./actions";
import { PresentPassword } from "./present-password";

export function PasswordPanel({ email, minPasswordLength }: { email: string; minPasswordLength: number }) {
  const [state, action, isPending] = useActionState(changePassword, null);
  const refused = state?.ok === false ? state : null;
  const hasField = refused?.fields?.password !== undefined || refused?.fields?.newPassword !== undefined;
  return (
    <section className="panel" aria-labelledby="password-title">
      <h2 id="password-title">Password</h2>
      <form action={action} className="own-form" key={state?.ok ? "changed" : "open"}>
        {/* For password managers. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <PresentPassword id="present" problem={refused?.fields?.password} />
        <NewPasswordField
          id="newPassword"
          label="New password"
          minLength={minPasswordLength}
          problem={refused?.fields?.newPassword}
        />
        <button className="btn" type="submit" disabled={isPending}>
          Change it
        </button>
      </form>
      <p className={refused ? "problem" : "said"} role="status">
        {hasField ? null : state?.message}
      </p>
      <p className="hint">A new password signs you out everywhere but here.</p>
    </section>
  );
}
