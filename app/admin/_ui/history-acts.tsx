"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useActionState, useState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import type { JobState } from "@/lib/jobs/jobs";
import { type Answer, call } from "./call";
import { UNDONE_EVENT, useToasts } from "./toasts";

/** What can be taken back, or what goes on. */
type Done = { act?: number | undefined; job?: JobState };
type Action = (previous: ActionState, form: FormData) => Promise<ActionState>;

/** Takes an act back. */
export function UndoButton({ act, articles, action }: { act: number; articles: number; action: Action }) {
  const ask = async (): Promise<Answer<Done>> => {
    const answer = await call<{ by?: number; job?: JobState }>("/api/newsroom/undo", { act });
    if (!answer.ok) return answer;
    const { by, job } = answer.value;
    if (job) return { ok: true, value: { job } };
    window.dispatchEvent(new CustomEvent(UNDONE_EVENT, { detail: act }));
    return { ok: true, value: { act: by } };
  };
  return (
    <ActForm fields={{ act }} action={action} ask={ask} done="Taken back.">
      Undo{articles > 1 ? ` all ${articles}` : ""}
    </ActForm>
  );
}

type RestoreProps = { id: number; version: number; to: number; action: Action };

/** Brings all fields back to an earlier version. */
export function RestoreButton({ id, version, to, action }: RestoreProps) {
  const ask = () => call<{ act: number }>("/api/newsroom/articles/restore", { id, version, to });
  return (
    <ActForm fields={{ id, version, to }} action={action} ask={ask} done="All fields are as they were then.">
      Restore
    </ActForm>
  );
}

type ActFormProps = {
  fields: Record<string, number>;
  action: Action;
  ask: () => Promise<Answer<Done>>;
  done: string;
  children: ReactNode;
};

/** A button that is a form without a script, and with one tells what came of it. */
function ActForm({ fields, action, ask, done, children }: ActFormProps) {
  const router = useRouter();
  const { say } = useToasts();
  const [state, send] = useActionState(action, null);
  const [isPending, setPending] = useState(false);
  const press = async () => {
    setPending(true);
    const answer = await ask();
    setPending(false);
    if (answer.ok && answer.value.job) return say({ text: "Taking it back, step by step.", job: answer.value.job });
    say(answer.ok ? { text: done, act: answer.value.act } : { text: answer.message, isError: true });
    if (answer.ok) router.refresh();
  };
  return (
    <form
      action={send}
      onSubmit={(event) => {
        event.preventDefault();
        void press();
      }}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className="btn" type="submit" disabled={isPending}>
        {children}
      </button>
      {state?.ok === false ? <p className="problem">{state.message}</p> : null}
    </form>
  );
}
