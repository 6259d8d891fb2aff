import { useEffect, useRef } from "react";
import { isTyping } from "@/app/admin/_ui/keys";

type Does = Record<"mark" | "lead" | "split" | "own" | "add" | "move" | "edit" | "original", () => void>;

/** The keys of a story, while no dialog is open and nobody types. */
export function useStoryKeys(does: Does): void {
  const latest = useRef(does);
  latest.current = does;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (document.querySelector("dialog[open]")) return;
      const key = event.key.toLowerCase();
      const verb = key === "s" && event.shiftKey ? "own" : VERBS[key];
      if (!verb) return;
      event.preventDefault();
      latest.current[verb]();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

const VERBS: Record<string, keyof Does> = {
  x: "mark",
  l: "lead",
  s: "split",
  a: "add",
  m: "move",
  e: "edit",
  o: "original",
};
