"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { Once } from "@/app/admin/_ui/once";
import { changeTokens } from "./actions";
import { TokenForm } from "./token-form";

export type ShownToken = {
  id: number;
  name: string;
  /** Its first signs. */
  start: string;
  scopes: string[];
  made: ReactNode;
  used: ReactNode | null;
  until: string | null;
};

type Props = { tokens: ShownToken[]; lifetimes: number[]; maxName: number };

/** Keys of one's programs: made, shown once, revoked. */
export function TokensPanel({ tokens, lifetimes, maxName }: Props) {
  const [state, action, isPending] = useActionState<ActionState, FormData>(changeTokens, null);
  const refused = state?.ok === false ? state : null;
  const token = state?.ok ? state.once : undefined;
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (token) said.current?.focus();
  }, [token]);
  return (
    <section className="panel tokens" aria-labelledby="tokens-title">
      <h2 id="tokens-title">Tokens of programs</h2>
      <p className="hint">
        A program with a token acts in your name, as far as you let it. <a href="/api">What programs can do</a>
      </p>
      {state?.ok && state.message ? (
        <div className={token ? "shown-once" : "said"} role="status" ref={said} tabIndex={-1}>
          <p>{state.message}</p>
          {token ? <Once label="New token" texts={token} /> : null}
        </div>
      ) : null}
      {refused && !refused.fields ? (
        <p className="problem" role="alert">
          {refused.message}
        </p>
      ) : null}
      {tokens.length > 0 ? (
        <ul className="sessions" aria-label="Tokens">
          {tokens.map(({ id, name, start, scopes, made, used, until }) => (
            <li key={id}>
              <p>
                <b>{name}</b> <span className="typed">{start}…</span>
                <span className="when">
                  {scopes.map((scope) => MAY[scope] ?? scope).join(", ")}; made {made},{" "}
                  {used ? <>last used {used}</> : "never used"}
                  {until ? `, until ${until}` : ", without end"}
                </span>
              </p>
              <form action={action}>
                <input type="hidden" name="id" value={id} />
                <button
                  className="btn btn-bare"
                  type="submit"
                  name="act"
                  value="revoke"
                  disabled={isPending}
                  aria-label={`Revoke ${name}`}
                >
                  Revoke
                </button>
              </form>
            </li>
          ))}
        </ul>
      ) : null}
      <details className="ask-first" key={token?.[0] ?? "open"} open={refused?.given.act === "make" || undefined}>
        <summary className="btn">New token</summary>
        <TokenForm action={action} isPending={isPending} refused={refused} lifetimes={lifetimes} maxName={maxName} />
      </details>
    </section>
  );
}

const MAY: Record<string, string> = { "articles:write": "writes and judges", "articles:publish": "publishes" };
