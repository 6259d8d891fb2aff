"use client";

import { useEffect } from "react";

/** `/` goes to the search box, unless the reader is typing somewhere. */
export function SearchKey() {
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const typing = (event.target as Element | null)?.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      const box = document.querySelector<HTMLInputElement>("[data-search-key]");
      if (!box?.checkVisibility()) return;
      event.preventDefault();
      box.focus();
      box.select();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);
  return null;
}
