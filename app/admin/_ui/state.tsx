/** An article's state as a shape and a word. */
import type { ArticleState } from "@/db/schema";
import { type Place, shortDate } from "@/lib/time";

type Scheduled = { state: ArticleState; liveFrom: Date | null; liveUntil: Date | null };
type Shown = { mark: "queued" | "published" | "scheduled" | "unpublished"; word: string };

/** What readers get of it now, in a word. */
export function stateOf({ state, liveFrom, liveUntil }: Scheduled, now: Date, place: Place): Shown {
  if (state === "queued") return { mark: "queued", word: "Queued" };
  if (state === "unpublished") return { mark: "unpublished", word: "Unpublished" };
  if (liveUntil && liveUntil <= now) return { mark: "unpublished", word: `Ended ${shortDate(liveUntil, now, place)}` };
  if (liveFrom && liveFrom > now) return { mark: "scheduled", word: `Live from ${shortDate(liveFrom, now, place)}` };
  if (liveUntil) return { mark: "published", word: `Published until ${shortDate(liveUntil, now, place)}` };
  return { mark: "published", word: "Published" };
}

export function StateMark({ mark }: Pick<Shown, "mark">) {
  return <span className={`st ${mark}`} aria-hidden="true" />;
}
