"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import { type Live, liveSearch } from "./search-typing";

/** Long enough that a screen reader says the last count and not each one. */
const SAY_AFTER_MS = 700;

type Props = {
  /** The text of the search that is shown. */
  q: string;
  /** How much it found; null where nobody knows. */
  total: number | null;
  /** What a screen reader says when it changes. */
  said: string;
  children: ReactNode;
};

/** The search page while its script runs: results as one types, and links that change the search in place. */
export function SearchLive({ q, total, said, children }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const live = useRef<Live>(null);
  const router = useRouter();
  const address = useSearchParams().toString();
  const [isLoading, load] = useTransition();

  useEffect(() => {
    if (!root.current) return;
    live.current = liveSearch(root.current, (href, { replace, scroll }) =>
      load(() => (replace ? router.replace(href, { scroll }) : router.push(href, { scroll }))),
    );
    return live.current.stop;
  }, [router]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an address that came is news, even with the same text
  useEffect(() => {
    if (!isLoading) live.current?.arrived({ q, total });
  }, [q, total, address, isLoading]);

  return (
    <div ref={root} className="live" aria-busy={isLoading || undefined}>
      {children}
      <Said said={said} />
    </div>
  );
}

/** Says how much was found, once typing rests, and nothing when the page is first shown. */
function Said({ said }: { said: string }) {
  const [spoken, speak] = useState("");
  const first = useRef(said);
  useEffect(() => {
    if (said === first.current) return;
    first.current = "";
    const timer = setTimeout(() => speak(said), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <p className="sr" role="status">
      {spoken}
    </p>
  );
}
