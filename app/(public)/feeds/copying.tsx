"use client";

import { type MouseEvent, type ReactNode, useEffect, useState } from "react";

/** So long a button says that it copied. */
const SAID_MS = 2_000;

/** Makes the copy buttons within it work: one script for all of them. */
export function Copying({ children }: { children: ReactNode }) {
  const [runs, setRuns] = useState(false);
  const [said, setSaid] = useState("");
  useEffect(() => setRuns(true), []);

  const copy = async (event: MouseEvent) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-copy]");
    const address = button?.dataset.copy;
    if (!button || !address) return;
    try {
      await navigator.clipboard.writeText(address);
      button.dataset.copied = "yes";
      setTimeout(() => delete button.dataset.copied, SAID_MS);
      setSaid(`Copied ${address}`);
    } catch {
      setSaid("The browser does not let us copy. Select the address instead.");
    }
  };
  return (
    // Clicks come from the buttons inside, which have keys of their own.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div onClick={copy} data-copies={runs ? "yes" : undefined}>
      {children}
      <p className="sr" role="status">
        {said}
      </p>
    </div>
  );
}
