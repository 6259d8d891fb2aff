"use client";

import { type ReactNode, useActionState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { Once } from "@/app/admin/_ui/once";
import type { Role } from "@/db/schema";
import { changePerson } from "./actions";

export type Shown = {
  id: number;
  email: string;
  role: Role;
  isDisabled: boolean;
  hasTwoFactor: boolean;
  /** Whether it is whoever looks. */
  isSelf: boolean;
};

/** One person's line; opened, what can be done about them. `seen`: when they last signed in. */
export function Person({ person, seen, account }: { person: Shown; seen: ReactNode; account: string }) {
  const { email, role, isDisabled, hasTwoFactor, isSelf } = person;
  const [state, action, isPending] = useActionState<ActionState, FormData>(changePerson, null);
  return (
    <li>
      <details className="person">
        <summary>
          <span className={`st ${isDisabled ? "unpublished" : "published"}`} aria-hidden="true" />
          <span className="who">
            {email}
            {isSelf ? <span className="you"> you</span> : null}
          </span>
          <span className="role">{role === "admin" ? "Admin" : "Editor"}</span>
          <span className="seen">{isDisabled ? "disabled" : seen}</span>
          <span className="factor">{hasTwoFactor ? "two-factor" : "password only"}</span>
          <span className="more" aria-hidden="true" />
        </summary>
        {isSelf ? (
          <p className="acts hint">
            <span>
              This is you. What is yours is under <a href={account}>Account</a>; your role, another admin can change.
            </span>
          </p>
        ) : (
          <div className="acts">
            <form action={action}>
              <input type="hidden" name="email" value={email} />
              <input type="hidden" name="role" value={role === "admin" ? "editor" : "admin"} />
              <button className="btn" type="submit" name="act" value="role" disabled={isPending}>
                {role === "admin" ? "Make an editor" : "Make an admin"}
              </button>
              {isDisabled ? null : (
                <button className="btn" type="submit" name="act" value="reset" disabled={isPending}>
                  Link for a new password
                </button>
              )}
              {hasTwoFactor ? (
                <button className="btn" type="submit" name="act" value="remove-two-factor" disabled={isPending}>
                  Remove two-factor
                </button>
              ) : null}
              <button
                className="btn"
                type="submit"
                name="act"
                value={isDisabled ? "enable" : "disable"}
                disabled={isPending}
              >
                {isDisabled ? "Enable" : "Disable"}
              </button>
            </form>
            <p className="hint">
              {isDisabled
                ? "They can't sign in. Enabled, they use the password they had."
                : "Disabling signs them out everywhere at once; what they did stays."}
            </p>
          </div>
        )}
      </details>
      {state ? (
        <div className={state.ok ? "shown-once" : "problem"} role="status">
          <p>{state.message}</p>
          {state.ok && state.once ? <Once label={`The link for ${email}`} texts={state.once} /> : null}
        </div>
      ) : null}
    </li>
  );
}
