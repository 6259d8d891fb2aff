"use client";

import { useActionState, useEffect, useRef } from "react";
import type { ActionForm } from "./action-form";
import { KeepFresh } from "./keep-fresh";

/** How often to look whether a rebuild that was asked for has begun. */
const LOOKS = 15;

/** Asks once before it begins; the second step is there without JavaScript, too. */
export function RebuildForm({ documents, rebuild }: { documents: string; rebuild: ActionForm }) {
  const [state, action, isPending] = useActionState(rebuild, null);
  const steps = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (state?.ok && steps.current) steps.current.open = false;
  }, [state]);
  return (
    <div className="rebuild">
      {state?.ok ? <KeepFresh times={LOOKS} /> : null}
      <details className="ask-first" ref={steps}>
        <summary className="btn">Rebuild the index</summary>
        <form action={action}>
          <p>
            A second index of {documents} is made beside this one and takes its place when it is whole. Search goes on
            meanwhile.
          </p>
          <button className="btn btn-main" type="submit" disabled={isPending}>
            Rebuild now
          </button>
        </form>
      </details>
      <p className={state?.ok === false ? "problem" : "said"} role="status">
        {state?.message}
      </p>
    </div>
  );
}
