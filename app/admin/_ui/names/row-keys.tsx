"use client";

import { useEffect } from "react";
import { isTyping } from "../keys";

/** J and K go from name to name, Enter opens one, N makes a new one. */
export function RowKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const key = event.key.toLowerCase();
      if (key === "n") {
        event.preventDefault();
        const details = document.querySelector<HTMLDetailsElement>("details.names-new");
        if (details) details.open = true;
        document.getElementById("f-name")?.focus();
        return;
      }
      if (key !== "j" && key !== "k") return;
      const links = [...document.querySelectorAll<HTMLElement>("[data-row]")];
      const at = links.indexOf(document.activeElement as HTMLElement);
      const next = at === -1 ? 0 : at + (key === "j" ? 1 : -1);
      links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
