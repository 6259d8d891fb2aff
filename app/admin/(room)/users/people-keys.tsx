"use client";

import { useEffect } from "react";
import { isTyping } from "@/app/admin/_ui/keys";

/** J and K go from person to person, Enter opens, I invites. */
export function PeopleKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const key = event.key.toLowerCase();
      if (key === "i") {
        event.preventDefault();
        document.getElementById("invite-email")?.focus();
        return;
      }
      if (key !== "j" && key !== "k") return;
      const lines = [...document.querySelectorAll<HTMLElement>(".people summary")];
      const at = lines.indexOf(document.activeElement as HTMLElement);
      const next = at === -1 ? 0 : at + (key === "j" ? 1 : -1);
      lines[Math.min(Math.max(next, 0), lines.length - 1)]?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
