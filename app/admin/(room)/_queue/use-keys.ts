"use client";

import { useEffect, useRef } from "react";
import { isTyping } from "../../_ui/keys";
import { type Command, commandOf } from "./keys";

/** What Enter presses by itself. */
const PRESSED = "button, a, summary, select, input:not([type=range]), textarea";
/** What goes through rows with arrows of its own. */
const RANGE = "input[type=range]";

/** Listens for the queue's keys, wherever the focus is but in a field, a list of choices or a dialog. */
export function useKeys(obey: (command: Command, event: KeyboardEvent) => void): void {
  const latest = useRef(obey);
  useEffect(() => {
    latest.current = obey;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || isTyping(event) || document.querySelector("dialog[open]")) return;
      const command = commandOf(event);
      if (!command) return;
      // A key that is held goes through the list, and does nothing to it.
      if (event.repeat && command.do !== "step" && command.do !== "move") return event.preventDefault();
      if (target instanceof Element) {
        const isCurrentRow = target.matches(".q-row[aria-current=true]");
        if (command.do === "publish" && target.matches(PRESSED) && !isCurrentRow) return;
        // A slider moves by its own arrows.
        if (target.matches(RANGE) && (command.do === "step" || command.do === "move")) return;
      }
      latest.current(command, event);
    };
    // Before the toasts' own Z.
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}
