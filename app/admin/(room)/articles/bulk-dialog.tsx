"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import type { JobState } from "@/lib/jobs/jobs";
import type { Operation, Target } from "@/lib/publishing/bulk/operation";
import type { Done } from "@/lib/publishing/bulk/run";
import { call } from "../../_ui/call";
import { useToasts } from "../../_ui/toasts";
import { BulkFields } from "./bulk-fields";
import { BulkPreview } from "./bulk-preview";
import { BulkResult } from "./bulk-result";
import { articlesWord, type Deed, headingOf } from "./deeds";
import { operationOf } from "./operation-of";
import { usePreview } from "./use-preview";

type Props = {
  deed: Deed;
  target: Target;
  size: number | null;
  topics: { id: string; name: string }[];
  minimum: number;
  /** Told when a job does it. */
  onJob: (job: JobState) => void;
  /** Told when it is done, or handed to a job. */
  onDone: () => void;
  onClose: () => void;
};

/** Asks what exactly is to be done, shows what would change, and does it. */
export function BulkDialog({ deed, target: given, size: givenSize, topics, minimum, onJob, onDone, onClose }: Props) {
  const { say } = useToasts();
  const dialog = useRef<HTMLDialogElement>(null);
  const form = useRef<HTMLFormElement>(null);
  // What was chosen when it opened: afterwards nothing is chosen any more.
  const [{ target, size }] = useState({ target: given, size: givenSize });
  const [operation, setOperation] = useState<Operation | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const seen = usePreview(operation, target);

  const read = () => setOperation(form.current ? operationOf(deed, new FormData(form.current)) : null);
  useEffect(() => {
    dialog.current?.showModal();
    // What the dialog was opened to say; else the browser goes to what comes first.
    dialog.current?.querySelector<HTMLElement>("[data-first]")?.focus();
    setOperation(form.current ? operationOf(deed, new FormData(form.current)) : null);
  }, [deed]);

  const run = async (event: FormEvent) => {
    event.preventDefault();
    if (!operation || isRunning) return;
    setIsRunning(true);
    const answer = await call<{ done?: Done; job?: JobState }>("/api/newsroom/articles/bulk", { operation, target });
    setIsRunning(false);
    if (!answer.ok) return setProblem(answer.message);
    const { done: came, job } = answer.value;
    if (job) onJob(job);
    if (came) {
      const text = `${articlesWord(came.changed)} changed.`;
      say(came.changed > 0 ? { text, act: came.act } : { text: "Nothing was changed." });
    }
    onDone();
    if (came && came.refused > 0) setDone(came);
    else dialog.current?.close();
  };

  const changes = seen.preview?.counts.change ?? 0;
  return (
    <dialog className="bulk-dialog" ref={dialog} onClose={onClose} aria-labelledby="bulk-heading">
      <h2 id="bulk-heading">{headingOf(deed, articlesWord(size))}</h2>
      {done ? (
        <>
          <BulkResult done={done} />
          <div className="bulk-buttons">
            <button className="btn btn-main" type="button" onClick={() => dialog.current?.close()}>
              Close
            </button>
          </div>
        </>
      ) : (
        <form ref={form} onSubmit={(event) => void run(event)} onInput={read}>
          <BulkFields deed={deed} topics={topics} minimum={minimum} below={seen.preview?.counts.below ?? 0} />
          <BulkPreview {...seen} operation={operation} topics={topics} />
          {problem ? (
            <p className="problem" role="alert">
              {problem}
            </p>
          ) : null}
          <div className="bulk-buttons">
            <button className="btn" type="button" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
            <button
              className="btn btn-main"
              type="submit"
              disabled={isRunning || !operation || seen.isStale || (changes === 0 && !seen.preview?.isMore)}
            >
              {isRunning ? "Changing" : `Change ${seen.preview?.isMore ? "all that can be" : articlesWord(changes)}`}
            </button>
          </div>
        </form>
      )}
    </dialog>
  );
}
