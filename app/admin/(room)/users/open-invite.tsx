"use client";

import { type ReactNode, useActionState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { Once } from "@/app/admin/_ui/once";
import type { Role } from "@/db/schema";
import { changeInvite } from "./actions";

/** `until`: when the link runs out. */
export function OpenInvite({ email, role, until }: { email: string; role: Role; until: ReactNode }) {
  const [state, action, isPending] = useActionState<ActionState, FormData>(changeInvite, null);
  return (
    <li className="invited">
      <span className="st" aria-hidden="true" />
      <span className="who">{email}</span>
      <span className="role">{role === "admin" ? "Admin" : "Editor"}</span>
      <span className="until">until {until}</span>
      <form action={action}>
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="role" value={role} />
        <button
          className="btn btn-bare"
          type="submit"
          name="act"
          value="renew"
          disabled={isPending}
          aria-label={`New link for ${email}`}
        >
          New link
        </button>
        <button
          className="btn btn-bare"
          type="submit"
          name="act"
          value="withdraw"
          disabled={isPending}
          aria-label={`Withdraw the invitation of ${email}`}
        >
          Withdraw
        </button>
      </form>
      {state ? (
        <div className={state.ok ? "shown-once" : "problem"} role="status">
          <p>{state.message}</p>
          {state.ok && state.once ? <Once label={`The new link for ${email}`} texts={state.once} /> : null}
        </div>
      ) : null}
    </li>
  );
}
