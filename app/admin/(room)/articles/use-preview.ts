"use client";

import { useEffect, useState } from "react";
import type { Operation, Target } from "@/lib/publishing/bulk/operation";
import type { Preview } from "@/lib/publishing/bulk/preview";
import { call } from "../../_ui/call";

export type Seen = {
  preview: Preview | null;
  /** Whether it is of something else than what is asked for now. */
  isStale: boolean;
  problem: string | null;
};

/** While somebody types, what is typed is not asked for. */
const WAIT_MS = 250;

/** What an act would do; asked anew whenever something else is wanted. */
export function usePreview(operation: Operation | null, target: Target): Seen {
  const [seen, setSeen] = useState<{ of: string } & Omit<Seen, "isStale">>({ of: "", preview: null, problem: null });
  const wanted = operation ? JSON.stringify({ operation, target }) : "";
  useEffect(() => {
    if (wanted === "") return;
    let isOver = false;
    const timer = setTimeout(async () => {
      const answer = await call<Preview>("/api/newsroom/articles/preview", JSON.parse(wanted));
      if (isOver) return;
      setSeen(
        answer.ok
          ? { of: wanted, preview: answer.value, problem: null }
          : { of: wanted, preview: null, problem: answer.message },
      );
    }, WAIT_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  const isStale = seen.of !== wanted;
  return { preview: wanted === "" ? null : seen.preview, problem: isStale ? null : seen.problem, isStale };
}
