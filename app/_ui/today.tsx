"use client";

import { useEffect, useState } from "react";
import { longDate, MINUTE_MS, type Place } from "@/lib/time";

/** Date and time in the masthead. Only the browser knows them: the page may have been made long ago. */
export function Today({ locale, timeZone }: Place) {
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    const tick = () => setNow(new Date());
    tick();
    const timer = setInterval(tick, MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return <p className="today only-wide">{now && longDate(now, { locale, timeZone })}</p>;
}
