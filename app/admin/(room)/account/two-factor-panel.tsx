"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { Once } from "@/app/admin/_ui/once";
import { changeTwoFactor } from "./actions";
import { PresentPassword } from "./present-password";

export type ShownFactor =
  | { state: "off" }
  | { state: "begun"; secret: string; address: string; qr: ReactNode }
  | { state: "on"; since: ReactNode; codesLeft: number };

/** One state for all of its forms: what is shown is always what was done last. */
export function TwoFactorPanel({ factor }: { factor: ShownFactor }) {
  const [state, action, isPending] = useActionState<ActionState, FormData>(changeTwoFactor, null);
  const refused = state?.ok === false ? state : null;
  const problem = (act: string) => (refused?.given.act === act ? refused.fields?.password : undefined);
  const codes = state?.ok && factor.state === "on" ? state.once : undefined;
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (codes) said.current?.focus();
  }, [codes]);
  return (
    <section className="panel two-factor" aria-labelledby="two-factor-title">
      <h2 id="two-factor-title">
        Two-factor <span>{factor.state === "on" ? "on" : "off"}</span>
      </h2>
      {refused && !refused.fields?.password && !refused.fields?.code ? (
        <p className="problem" role="alert">
          {refused.message}
        </p>
      ) : null}
      {state?.ok && state.message ? (
        <div className={codes ? "shown-once" : "said"} role="status" ref={said} tabIndex={-1}>
          <p>
            {state.message}
            {codes
              ? " Keep these codes where you would find them without your phone. Each works once, and none is shown again."
              : ""}
          </p>
          {codes ? <Once label="Recovery codes" texts={codes} /> : null}
        </div>
      ) : null}
      {factor.state === "off" ? (
        <form action={action} className="own-form">
          <p>With it, signing in asks for a code from an app on your phone as well as the password.</p>
          <PresentPassword id="begin-password" label="Your password" problem={problem("begin")} />
          <button className="btn" type="submit" name="act" value="begin" disabled={isPending}>
            Turn on two-factor
          </button>
        </form>
      ) : null}
      {factor.state === "begun" ? (
        <Begun factor={factor} action={action} isPending={isPending} problem={refused?.fields?.code} />
      ) : null}
      {factor.state === "on" ? (
        <>
          <p className="said">
            On since {factor.since}.{" "}
            {factor.codesLeft === 1 ? "One recovery code is" : `${factor.codesLeft} recovery codes are`} left.
          </p>
          <details className="ask-first" open={problem("renew") !== undefined || undefined}>
            <summary className="btn">New recovery codes</summary>
            <form action={action}>
              <PresentPassword id="renew-password" label="Your password" problem={problem("renew")} />
              <button className="btn btn-main" type="submit" name="act" value="renew" disabled={isPending}>
                Make new codes
              </button>
            </form>
          </details>
          <details className="ask-first" open={problem("off") !== undefined || undefined}>
            <summary className="btn">Turn off two-factor</summary>
            <form action={action}>
              <PresentPassword id="off-password" label="Your password" problem={problem("off")} />
              <button className="btn btn-main" type="submit" name="act" value="off" disabled={isPending}>
                Turn it off
              </button>
            </form>
          </details>
        </>
      ) : null}
    </section>
  );
}

type BegunProps = {
  factor: ShownFactor & { state: "begun" };
  action: (form: FormData) => void;
  isPending: boolean;
  problem: string | undefined;
};

/** The secret waits for a first code. */
function Begun({ factor: { qr, secret, address }, action, isPending, problem }: BegunProps) {
  return (
    <div className="begun">
      {qr}
      <div>
        <p>
          Scan this with an authenticator app, or <a href={address}>open it in one on this device</a>. To type it in
          instead:
        </p>
        <p className="typed secret">
          <span className="sr">Secret: </span>
          {secret.match(/.{1,4}/g)?.join(" ")}
        </p>
        <form action={action} className="own-form">
          <div className="f">
            <label className="label" htmlFor="code">
              The code that it shows
            </label>
            <input
              className="field code"
              id="code"
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={16}
              required
              aria-invalid={problem ? true : undefined}
              aria-describedby={problem ? "code-problem" : undefined}
            />
            {problem ? (
              <p className="hint" id="code-problem" role="alert">
                <strong>{problem}</strong>
              </p>
            ) : null}
          </div>
          <div className="both">
            <button className="btn btn-main" type="submit" name="act" value="confirm" disabled={isPending}>
              Turn it on
            </button>
            <button
              className="btn btn-bare"
              type="submit"
              name="act"
              value="cancel"
              formNoValidate
              disabled={isPending}
            >
              Leave it off
            </button>
          </div>
        </form>
      </div>
    </div>
  );
}
