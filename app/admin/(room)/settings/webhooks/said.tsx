"use client";

import { useEffect, useRef } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { Once } from "@/app/admin/_ui/once";
import { useToasts } from "@/app/admin/_ui/toasts";

/** What came of a form: in place, with a secret where there is one, and as a toast where it can be taken back. */
export function Said({ state }: { state: ActionState }) {
  const { say } = useToasts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state?.ok && state.act !== undefined && state.message) say({ text: state.message, act: state.act });
    if (state && (!state.ok || state.once)) box.current?.focus();
  }, [state, say]);
  if (!state) return <p className="said" role="status" />;
  if (!state.ok) {
    return (
      <div className="problem" role="alert" tabIndex={-1} ref={box}>
        {state.message}
      </div>
    );
  }
  if (!state.once) {
    return (
      <p className="said" role="status">
        {state.message}
      </p>
    );
  }
  return (
    <div className="shown-once" role="status" tabIndex={-1} ref={box}>
      <p>{state.message}</p>
      <Once label="The webhook’s secret" texts={state.once} />
    </div>
  );
}
