"use client";

import { useActionState } from "react";
import { EmailField } from "@/app/_ui/email-field";
import { signInWithPassword } from "./actions";

/** `problem`: what went wrong with an earlier attempt, one through /api/auth. */
export function SignInForm({ next, problem }: { next: string; problem: string | null }) {
  const [state, action, isPending] = useActionState(signInWithPassword, null);
  const refused = state?.ok === false ? state : null;
  const message = refused?.message ?? problem;
  return (
    <form className="door-form" action={action}>
      <input type="hidden" name="next" value={next} />
      {message ? (
        <p className="problem" role="alert" id="problem">
          {message}
        </p>
      ) : null}
      <EmailField given={refused?.given.email} describedBy={message ? "problem" : undefined} />
      <div className="f">
        <label className="label" htmlFor="password">
          Password
        </label>
        <input
          className="field"
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          aria-describedby={message ? "problem" : undefined}
        />
      </div>
      <button className="btn btn-main" type="submit" disabled={isPending}>
        {isPending ? "Signing in" : "Sign in"}
      </button>
    </form>
  );
}
