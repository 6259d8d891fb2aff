"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { JobState } from "@/lib/jobs/jobs";
import { call } from "./call";
import { JobProgress } from "./job-progress";
import { isTyping } from "./keys";

export type Toast = {
  text: string;
  /** What Undo takes back; absent: there is nothing to undo. */
  act?: number | undefined;
  isError?: boolean;
  /** What goes on, and is shown until it ends. */
  job?: JobState;
};
type Undone = { act: number; changed: number; job?: JobState };

/** Told on `window` after an act was taken back, with its number as `detail`. */
export const UNDONE_EVENT = "gazette:undone";
const SHOWN_MS = 10_000;
/** What says nothing of the act. */
const PASSING = ["unreachable", "unexpected", "signed-out"];

const Context = createContext<{ say: (toast: Toast) => void; undo: () => void }>({ say: () => {}, undo: () => {} });

/** `say` shows what was done, with Undo; `undo` takes the last act back, also when its toast is gone. */
export const useToasts = () => useContext(Context);

/** Shows one toast at a time. Z takes the last act back. */
export function Toasts({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [shown, setShown] = useState<(Toast & { key: number }) | null>(null);
  const acts = useRef<number[]>([]);
  const key = useRef(0);

  const say = useCallback((toast: Toast) => {
    if (toast.act !== undefined) acts.current.push(toast.act);
    key.current += 1;
    setShown({ ...toast, key: key.current });
  }, []);

  const undo = useCallback(async () => {
    const act = acts.current.pop();
    // After a reload nothing is remembered here: the server knows the last act of whoever asks.
    const answer = await call<Undone>("/api/newsroom/undo", act === undefined ? { last: true } : { act });
    // It may be tried again; the one before it is not meant.
    if (!answer.ok && act !== undefined && PASSING.includes(answer.code)) acts.current.push(act);
    if (answer.ok && answer.value.job) return say({ text: "Taking it back, step by step.", job: answer.value.job });
    say(answer.ok ? { text: "Taken back." } : { text: answer.message, isError: true });
    if (!answer.ok) return;
    window.dispatchEvent(new CustomEvent(UNDONE_EVENT, { detail: act ?? answer.value.act }));
    router.refresh();
  }, [router, say]);

  const ended = useCallback(
    ({ report }: JobState) => {
      const left = Number(report.refused ?? 0);
      say({ text: left > 0 ? `Taken back, but for ${left} that changed again since.` : "Taken back." });
      window.dispatchEvent(new CustomEvent(UNDONE_EVENT, { detail: report.undone }));
      router.refresh();
    },
    [router, say],
  );

  useEffect(() => {
    // Effects of what stands within come first: from now on the room's keys work.
    document.documentElement.dataset.keys = "";
  }, []);

  useEffect(() => {
    if (!shown || shown.isError || shown.job) return;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "z" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      // Who leans on the key means one act.
      if (event.repeat) return;
      void undo();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [undo]);

  const value = useMemo(() => ({ say, undo: () => void undo() }), [say, undo]);
  return (
    <Context value={value}>
      {children}
      <div className="toasts" role="status">
        {shown ? (
          <div className={shown.isError ? "toast is-error" : "toast"} key={shown.key}>
            <p>{shown.text}</p>
            {shown.job ? <JobProgress job={shown.job} unit="articles" onEnd={ended} /> : null}
            {shown.act === undefined ? (
              <button className="btn" type="button" onClick={() => setShown(null)}>
                Close
              </button>
            ) : (
              <button className="btn" type="button" onClick={() => void undo()}>
                Undo <kbd>Z</kbd>
              </button>
            )}
            {shown.isError || shown.job ? null : <span className="toast-time" aria-hidden="true" />}
          </div>
        ) : null}
      </div>
    </Context>
  );
}
