"use client";

import { useEffect, useRef } from "react";
import { isTyping } from "../../_ui/keys";

type Keys = {
  next: () => void;
  previous: () => void;
  pin: () => void;
  unpin: () => void;
  hide: () => void;
  /** Whether there was anything to move; else the arrow scrolls. */
  nudge: (by: 1 | -1) => boolean;
};

/** J and K, P, U, H and the arrows, wherever the focus is, but not while somebody types or answers a dialog. */
export function useDeskKeys(keys: Keys) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (document.querySelector("dialog[open]")) return;
      // A key that is held goes through the list, and does nothing to it.
      const isHeld = event.repeat && !/^[jk]$/i.test(event.key);
      if (isHeld || taken(event.key, latest.current)) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

function taken(key: string, keys: Keys): boolean {
  if (key === "ArrowUp") return keys.nudge(-1);
  if (key === "ArrowDown") return keys.nudge(1);
  const act = { j: keys.next, k: keys.previous, p: keys.pin, u: keys.unpin, h: keys.hide }[key.toLowerCase()];
  act?.();
  return act !== undefined;
}
