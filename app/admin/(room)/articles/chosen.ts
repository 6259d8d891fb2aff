"use client";

/** Which articles of the list are chosen, on this page and on others of the same filter. */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { MAX_CHOSEN } from "@/lib/publishing/bulk/operation";

export type Chosen = {
  ids: ReadonlySet<number>;
  /** Whether it is all that match, whichever those are when something is done to them. */
  isAll: boolean;
  has: (id: number) => boolean;
  /** Chooses one or lets it go; with `isRange` all between it and the last one do as it does. */
  toggle: (id: number, isRange?: boolean) => void;
  /** Chooses these as well. */
  add: (ids: number[]) => void;
  choosePage: () => void;
  chooseAll: () => void;
  none: () => void;
};

export const ChosenContext = createContext<Chosen | null>(null);

export function useChosen(): Chosen {
  const chosen = useContext(ChosenContext);
  if (!chosen) throw new Error("Nothing can be chosen here.");
  return chosen;
}

/** For as long as the tab is open; another filter begins anew, so that nothing out of sight is changed by mistake. */
const KEY = "gazette.chosen";
type Kept = { query: string; ids: number[] };

/** @param page ids of the articles in sight, in order */
export function useChoosing(page: number[], query: string): Chosen {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const [isAll, setIsAll] = useState(false);
  const last = useRef<number | null>(null);

  useEffect(() => setIds(new Set(kept(query))), [query]);

  const change = useCallback(
    (next: Iterable<number>) => {
      const limited = [...next].slice(0, MAX_CHOSEN);
      setIsAll(false);
      setIds(new Set(limited));
      keep({ query, ids: limited });
    },
    [query],
  );

  return useMemo(() => {
    const has = (id: number) => isAll || ids.has(id);
    return {
      ids,
      isAll,
      has,
      toggle(id, isRange = false) {
        const chosen = new Set(isAll ? page : ids);
        const isOn = !chosen.has(id);
        const span = isRange && last.current !== null ? between(page, last.current, id) : [id];
        for (const one of span) isOn ? chosen.add(one) : chosen.delete(one);
        last.current = id;
        change(chosen);
      },
      add: (more) => change([...ids, ...more]),
      choosePage: () =>
        change(page.every((id) => ids.has(id)) ? [...ids].filter((id) => !page.includes(id)) : [...ids, ...page]),
      chooseAll() {
        change([]);
        setIsAll(true);
      },
      none: () => change([]),
    };
  }, [ids, isAll, page, change]);
}

function between(page: number[], one: number, other: number): number[] {
  const [from, to] = [page.indexOf(one), page.indexOf(other)];
  if (from < 0 || to < 0) return [other];
  return page.slice(Math.min(from, to), Math.max(from, to) + 1);
}

function kept(query: string): number[] {
  try {
    const { query: of, ids }: Kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") ?? { query: "", ids: [] };
    return of === query && Array.isArray(ids) ? ids.filter(Number.isInteger) : [];
  } catch {
    // What somebody else wrote there, or a browser that keeps nothing.
    return [];
  }
}

function keep(chosen: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // It then counts for this page alone.
  }
}
