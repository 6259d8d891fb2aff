"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

const INTERVAL_MS = 2_000;

/** Reads the page anew every two seconds while somebody looks at it, up to `times` times. */
export function KeepFresh({ times = Number.POSITIVE_INFINITY }: { times?: number }) {
  const { refresh } = useRouter();
  const [isReading, startReading] = useTransition();
  useEffect(() => {
    if (isReading) return;
    let left = times;
    const timer = setInterval(() => {
      if (document.visibilityState !== "visible") return;
      if (left-- > 0) startReading(refresh);
      else clearInterval(timer);
    }, INTERVAL_MS);
    return () => clearInterval(timer);
  }, [isReading, times, refresh]);
  return null;
}
