"use client";

import { useActionState, useEffect, useRef } from "react";
import { Once } from "@/app/admin/_ui/once";
import { invitePerson } from "./actions";

export function InviteForm() {
  const [state, action, isPending] = useActionState(invitePerson, null);
  const refused = state?.ok === false ? state : null;
  const made = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state?.ok) made.current?.focus();
  }, [state]);
  return (
    <section className="panel invite" aria-labelledby="invite">
      <h2 id="invite">Invite somebody</h2>
      <form action={action}>
        <div className="f">
          <label className="label" htmlFor="invite-email">
            E-mail
          </label>
          <input
            className="field"
            id="invite-email"
            name="email"
            type="email"
            autoComplete="off"
            required
            defaultValue={refused?.given.email}
            aria-invalid={refused ? true : undefined}
            aria-describedby={refused ? "invite-problem" : undefined}
          />
        </div>
        <fieldset className="roles">
          <legend className="label">Role</legend>
          {(["editor", "admin"] as const).map((role) => (
            <label key={role}>
              <input
                type="radio"
                name="role"
                value={role}
                defaultChecked={(refused?.given.role ?? "editor") === role}
              />{" "}
              {role === "editor" ? "Editor" : "Admin"}
            </label>
          ))}
        </fieldset>
        <button className="btn btn-main" type="submit" disabled={isPending}>
          Make the link
        </button>
      </form>
      {refused ? (
        <p className="problem" role="alert" id="invite-problem">
          {refused.fields?.email ?? refused.message}
        </p>
      ) : null}
      {state?.ok ? (
        <div className="shown-once" ref={made} tabIndex={-1} role="status">
          <p>{state.message}</p>
          <Once label="The invitation's link" texts={state.once ?? []} />
        </div>
      ) : null}
    </section>
  );
}
