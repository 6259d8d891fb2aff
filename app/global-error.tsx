"use client";

import { Failure } from "./_ui/failure";
import "./globals.css";

/** Stands in for the layout itself when that fails. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <Failure digest={error.digest} again={reset} />
      </body>
    </html>
  );
}
