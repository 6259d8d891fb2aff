"use client";

import { useRouter } from "next/navigation";
import { useActionState, useEffect, useRef, useState } from "react";
import { call } from "@/app/admin/_ui/call";
import { isTyping } from "@/app/admin/_ui/keys";
import { UNDONE_EVENT, useToasts } from "@/app/admin/_ui/toasts";
import { answerSuggestion } from "./actions";
import { SuggestedStory, type ToldSuggestion } from "./suggested-story";

/** Groups that are probably one story, for an editor to say. Those that were answered go at once. */
export function Suggestions({ suggestions }: { suggestions: ToldSuggestion[] }) {
  const router = useRouter();
  const { say } = useToasts();
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const [state, action] = useActionState(answerSuggestion, null);
  const list = useRef<HTMLDivElement>(null);
  const shown = suggestions.filter(({ key }) => !answered.has(key));

  useEffect(() => {
    const onUndone = () => setAnswered(new Set());
    window.addEventListener(UNDONE_EVENT, onUndone);
    return () => window.removeEventListener(UNDONE_EVENT, onUndone);
  }, []);

  // G and N press the buttons of the suggestion that has the focus, else of the first.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const verb = { g: "merge", n: "apart" }[event.key.toLowerCase()];
      if (!verb || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const focused = document.activeElement?.closest("[data-suggestion]");
      // On another row, these keys mean nothing.
      if (!focused && document.activeElement?.closest("[data-row]")) return;
      const from = focused ?? list.current;
      const button = from?.querySelector<HTMLButtonElement>(`button[value="${verb}"]`);
      if (!button) return;
      event.preventDefault();
      button.click();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  const answer = async (key: string, verb: "merge" | "apart", ids: number[]) => {
    if (ids.length < 2) return say({ text: "Tick two articles or more.", isError: true });
    const at = shown.findIndex((one) => one.key === key);
    const next = shown[at + 1] ?? shown[at - 1];
    setAnswered((known) => new Set(known).add(key));
    if (next) list.current?.querySelector<HTMLElement>(`[data-suggestion="${next.key}"] [data-step]`)?.focus();
    const told = await call<{ act: number | null }>("/api/newsroom/stories", { do: verb, ids });
    if (told.ok) {
      const text =
        verb === "merge" ? `One story: ${ids.length} articles.` : "Not one story. It is not suggested again.";
      say({ text, act: told.value.act ?? undefined });
      router.refresh();
      return;
    }
    setAnswered((known) => new Set([...known].filter((other) => other !== key)));
    say({ text: told.message, isError: true });
  };

  return (
    <div className="st-suggestions" ref={list}>
      {state ? (
        <p className={state.ok ? "done" : "warn"} role="status">
          {state.message}
        </p>
      ) : null}
      {shown.map((suggestion) => (
        <SuggestedStory key={suggestion.key} suggestion={suggestion} action={action} onAnswer={answer} />
      ))}
    </div>
  );
}
