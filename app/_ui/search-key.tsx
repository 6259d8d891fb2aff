"use client";

import { useEffect } from "react";

/** What every search box can do: `/` goes there, unless the reader is typing somewhere, and it makes suggestions. */
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
    // Their code comes when a box is used for the first time.
    const suggest = () => {
      const box = document.activeElement;
      if (!(box instanceof HTMLInputElement) || !("suggest" in box.dataset)) return;
      import("./suggest/combobox").then(({ combobox }) => combobox(box)).catch(() => {});
    };
    suggest();
    addEventListener("keydown", focus);
    addEventListener("focusin", suggest);
    return () => {
      removeEventListener("keydown", focus);
      removeEventListener("focusin", suggest);
    };
  }, []);
  return null;
}
