"use client";

import { Failure } from "./_ui/failure";

export default function RouteError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Failure digest={error.digest} again={reset} />;
}
