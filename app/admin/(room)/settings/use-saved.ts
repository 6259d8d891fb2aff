"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { UNDONE_EVENT, useToasts } from "../../_ui/toasts";

/**
 * The version that a form's fields were filled in from, for the next save. Not simply the latest: the page around the
 * form may have been rendered anew, and what was typed would silently win over somebody else's change. Only after an
 * undo of one's own the form takes over what is there. Tells each save as a toast with Undo.
 */
export function useSaved(state: ActionState, version: number, form: RefObject<HTMLFormElement | null>): number {
  const { say } = useToasts();
  const [seen, setSeen] = useState(version);
  const isUndone = useRef(false);

  useEffect(() => {
    if (!state?.ok) return;
    if (state.version !== undefined) setSeen(state.version);
    if (state.act !== undefined && state.message) say({ text: state.message, act: state.act });
  }, [state, say]);

  useEffect(() => {
    const note = () => {
      isUndone.current = true;
    };
    window.addEventListener(UNDONE_EVENT, note);
    return () => window.removeEventListener(UNDONE_EVENT, note);
  }, []);

  useEffect(() => {
    if (!isUndone.current) return;
    isUndone.current = false;
    setSeen(version);
    form.current?.reset();
  }, [version, form]);

  // Without JavaScript no effect has run.
  return state?.ok ? Math.max(seen, state.version ?? 0) : seen;
}
