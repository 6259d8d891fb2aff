"use client";

import { useEffect } from "react";
import { isTyping } from "@/app/admin/_ui/keys";

/** J and K go from one `data-step` of the page to the next and back. */
export function Steps() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if ((key !== "j" && key !== "k") || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (document.querySelector("dialog[open]")) return;
      const steps = [...document.querySelectorAll<HTMLElement>("[data-step]")].filter((step) => step.offsetParent);
      const at = steps.findIndex(
        (step) => step === document.activeElement || step.closest("[data-row]")?.contains(document.activeElement),
      );
      const next = steps[at === -1 ? 0 : Math.min(Math.max(at + (key === "j" ? 1 : -1), 0), steps.length - 1)];
      event.preventDefault();
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
