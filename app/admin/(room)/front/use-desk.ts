"use client";

import { useRouter } from "next/navigation";
import { startTransition, useCallback, useEffect, useOptimistic, useRef } from "react";
import type { ToldAct } from "@/app/api/newsroom/told";
import type { FrontDesk } from "@/lib/front/desk";
import { call } from "../../_ui/call";
import { useToasts } from "../../_ui/toasts";
import { type Move, moved } from "./moves";

/** Ages pass, and others act. */
const REFRESH_MS = 60_000;

/** The desk with what was just done to it, and the way to do it. What is refused is taken back, and told. */
export function useDesk(given: FrontDesk): { desk: FrontDesk; act: (move: Move, text: string) => void } {
  const [desk, show] = useOptimistic(given, moved);
  const { say } = useToasts();
  const router = useRouter();
  const last = useRef<Promise<unknown>>(Promise.resolve());

  const act = useCallback(
    (move: Move, text: string) =>
      startTransition(async () => {
        show(move);
        const edits = [{ id: move.id, changes: changesOf(move) }];
        // One after the other: of two at once the earlier could be done, or told, last.
        const answering = last.current.then(() => call<ToldAct>("/api/newsroom/articles", { edits }));
        last.current = answering;
        const answer = await answering;
        say(answer.ok ? { text, act: answer.value.act } : { text: answer.message, isError: true });
        startTransition(() => router.refresh());
      }),
    [show, say, router],
  );

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && !document.querySelector("dialog[open]")) router.refresh();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [router]);

  return { desk, act };
}

function changesOf(move: Move): Record<string, unknown> {
  if (move.kind === "hide") return { frontHidden: true };
  if (move.kind === "show") return { frontHidden: false };
  if (move.kind === "unpin") return { pinPlace: null, pinUntil: null };
  return { pinPlace: move.place, pinUntil: move.until.toISOString() };
}
