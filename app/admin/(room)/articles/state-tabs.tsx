import { LISTED_STATES, type ListedState } from "@/db/admin-filter";
import { type ArticleList, MAX_COUNT } from "@/db/admin-list";
import { type ListParameters, listPath } from "./filter";

const WORDS: Record<ListedState, string> = {
  queued: "Queued",
  published: "Published",
  scheduled: "Scheduled",
  ended: "Ended",
  unpublished: "Unpublished",
};

/** The states, with how many of what matches are in each. */
export function StateTabs({ parameters, list }: { parameters: ListParameters; list: ArticleList }) {
  return (
    <nav className="room-tabs" aria-label="State">
      {[null, ...LISTED_STATES].map((state) => (
        <a
          key={state}
          href={listPath(parameters, { state })}
          aria-current={state === parameters.state ? "page" : undefined}
        >
          {state ? WORDS[state] : "All"}{" "}
          <span className="n">{countWord(state ? list.counts[state] : allOf(list))}</span>
        </a>
      ))}
    </nav>
  );
}

/** Counts are exact up to a bound; above it, knowing more would take longer than the page. */
function countWord(count: number | null | undefined): string {
  if (count === undefined) return "";
  return count === null ? `more than ${MAX_COUNT.toLocaleString("en")}` : count.toLocaleString("en");
}

function allOf({ counts }: ArticleList): number | null {
  const each = LISTED_STATES.map((state) => counts[state] ?? null);
  const sum = each.reduce<number>((total, count) => total + (count ?? 0), 0);
  return each.includes(null) || sum > MAX_COUNT ? null : sum;
}
