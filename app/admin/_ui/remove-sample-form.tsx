"use client";

import { useRouter } from "next/navigation";
import { useActionState, useEffect } from "react";
import type { ActionState } from "@/app/_server/action-state";
import type { SampleContent } from "@/lib/sample-removal";
import { useToasts } from "./toasts";

type Props = {
  content: SampleContent;
  remove: (previous: ActionState, form: FormData) => Promise<ActionState>;
};

/** Two steps: what goes is told before the button shows. */
export function RemoveSampleForm({ content, remove }: Props) {
  const router = useRouter();
  const { say } = useToasts();
  const [state, send, isPending] = useActionState(remove, null);
  useEffect(() => {
    if (!state?.ok || !state.message) return;
    say({ text: state.message });
    router.refresh();
  }, [state, say, router]);
  const { articles, edited, topics, providers } = content;
  return (
    <form className="warn sample-away" action={send} aria-label="Remove the sample content">
      <div>
        <p>
          <b>The sample content is still here:</b> {counted(articles, "article")}, {counted(topics.length, "topic")} and{" "}
          {counted(providers.length, "provider")} that Gazette brought along.
        </p>
        {state?.ok === false ? <p role="alert">{state.message}</p> : null}
        <details>
          <summary>See what would go, and remove it</summary>
          <p>
            {counted(articles, "article")}
            {edited > 0 ? `, ${edited.toLocaleString("en")} of them changed here,` : ""} with coverage and addresses,
            from every page, feed and search at once. This can’t be taken back.
          </p>
          <p className="what">Topics that nothing else uses</p>
          <Names names={topics.map(({ name }) => name)} />
          <p className="what">Providers that nothing else uses</p>
          <Names names={providers.map(({ name }) => name)} />
          <button className="btn" type="submit" disabled={isPending}>
            {isPending ? "Removing" : `Remove ${counted(articles, "sample article")} for good`}
          </button>
        </details>
      </div>
    </form>
  );
}

function Names({ names }: { names: string[] }) {
  if (names.length === 0) return <p className="hint">None.</p>;
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

const counted = (count: number, noun: string) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
