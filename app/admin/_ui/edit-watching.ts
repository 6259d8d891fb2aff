"use client";

import { useEffect } from "react";

/** So often an open form asks whether somebody else changed the article; and whenever it comes to the front. */
const LOOK_INTERVAL_MS = 20_000;

/** Looks every so often while the page is in sight, and whenever somebody comes back to it. */
export function useLooking(look: () => Promise<boolean>, isWanted: boolean) {
  useEffect(() => {
    if (!isWanted) return;
    const onShown = () => {
      if (document.visibilityState === "visible") void look();
    };
    const timer = setInterval(onShown, LOOK_INTERVAL_MS);
    window.addEventListener("focus", onShown);
    document.addEventListener("visibilitychange", onShown);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", onShown);
      document.removeEventListener("visibilitychange", onShown);
    };
  }, [look, isWanted]);
}

/** Asks before the page is left with something unsaved. */
export function useLeaveWarning(isWanted: boolean) {
  useEffect(() => {
    if (!isWanted) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isWanted]);
}
