"use client";

import { useEffect, useState } from "react";
import { urls } from "@/lib/urls";
import type { MuteCount } from "./shown";
import { startHabits } from "./start";

/** What readers get used to: saving, muting, keys, and reading without a connection. Says how much is muted here. */
export function Habits() {
  const [{ hidden, shown }, tell] = useState<MuteCount>({ hidden: 0, shown: 0 });
  useEffect(() => startHabits(tell), []);
  if (hidden === 0) return null;
  return (
    <p className={`note muted-note ${shown === 0 ? "is-all" : ""}`}>
      {hidden} {hidden === 1 ? "article" : "articles"} on this page {hidden === 1 ? "is" : "are"} not shown, since you
      muted them.{" "}
      <a className="under" href={`${urls.readingList}#mutes`}>
        See what you muted
      </a>
    </p>
  );
}
