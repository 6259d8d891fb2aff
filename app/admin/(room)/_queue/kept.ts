/** What must outlive a reload: scores that were typed, and acts that nobody answered. Kept for this tab alone. */
import type { Desk, Op } from "./desk-state";

const KEY = "gazette-queue";

type Kept = { drafts: Record<number, number>; unsent: Op[]; versions: Record<number, number> };

export function keep({ drafts, pending, refused, articles }: Desk): void {
  const unsent = [
    ...Object.values(pending).map(({ key, ids, what, scores }) => ({ key, ids, what, scores })),
    ...Object.values(refused).flatMap(({ op, code }) => (code === "unreachable" ? [op] : [])),
  ];
  const ids = unsent.flatMap((op) => op.ids);
  const versions = Object.fromEntries(ids.map((id) => [id, articles[id]?.version ?? 0]));
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ drafts, unsent, versions } satisfies Kept));
  } catch {
    // Storage is off or full: then a reload forgets, which the browser's question before it has told.
  }
}

export function kept(): Kept | null {
  try {
    const text = sessionStorage.getItem(KEY);
    const found = text === null ? null : (JSON.parse(text) as Partial<Kept>);
    return found?.drafts && found.unsent && found.versions ? (found as Kept) : null;
  } catch {
    return null;
  }
}
