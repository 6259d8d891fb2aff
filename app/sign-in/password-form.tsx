"use client";

import { type ReactNode, useActionState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { NewPasswordField } from "@/app/_ui/new-password-field";

type Props = {
  token: string;
  email: string;
  minPasswordLength: number;
  save: (previous: ActionState, form: FormData) => Promise<ActionState>;
  submit: string;
  children: ReactNode;
};

/** Whoever came by a one-time link chooses a password. `children` says what for. */
export function PasswordForm({ token, email, minPasswordLength, save, submit, children }: Props) {
  const [state, action, isPending] = useActionState(save, null);
  const refused = state?.ok === false ? state : null;
  return (
    <form className="door-form" action={action}>
      <input type="hidden" name="token" value={token} />
      <p className="hint">{children}</p>
      {refused && !refused.fields?.password ? (
        <p className="problem" role="alert">
          {refused.message}
        </p>
      ) : null}
      <div className="f">
        <label className="label" htmlFor="email">
          E-mail
        </label>
        <input className="field" id="email" type="email" autoComplete="username" readOnly value={email} />
      </div>
      <NewPasswordField minLength={minPasswordLength} problem={refused?.fields?.password} />
      <button className="btn btn-main" type="submit" disabled={isPending}>
        {submit}
      </button>
    </form>
  );
}
