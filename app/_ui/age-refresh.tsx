"use client";

import { useEffect } from "react";
import { DAY_MS, MINUTE_MS, type Place } from "@/lib/time";
import { longAge, shortAge } from "./clock";

/** Older dates stay as the server wrote them. */
const AGES_UNTIL_MS = 7 * DAY_MS;

/** Keeps every `<time data-age>` of a page that stays open right. */
export function AgeRefresh({ locale, timeZone }: Place) {
  useEffect(() => {
    const refresh = () => {
      const clock = { now: new Date(), locale, timeZone };
      for (const element of document.querySelectorAll<HTMLTimeElement>("time[data-age]")) {
        const at = new Date(element.dateTime);
        if (clock.now.getTime() - at.getTime() > AGES_UNTIL_MS) continue;
        const said = element.dataset.age === "short" ? shortAge(at, clock) : longAge(at, clock);
        if (element.textContent !== said) element.textContent = said;
      }
    };
    // A page may be one that was kept for reading offline.
    refresh();
    const timer = setInterval(refresh, MINUTE_MS);
    // A tab that comes back, or a page from the browser's own cache, is behind by more than a minute.
    const back = () => document.visibilityState === "visible" && refresh();
    document.addEventListener("visibilitychange", back);
    addEventListener("pageshow", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", back);
      removeEventListener("pageshow", refresh);
    };
  }, [locale, timeZone]);
  return null;
}
