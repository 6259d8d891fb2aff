"use client";

import type { Operation } from "@/lib/publishing/bulk/operation";
import { articlesWord } from "./deeds";
import type { Seen } from "./use-preview";

type Props = Seen & { operation: Operation | null; topics: { id: string; name: string }[] };

const OUTCOMES = { change: "", same: "already so", below: "below the minimum" };

/** What would change, in numbers and with ten of them. */
export function BulkPreview({ preview, isStale, problem, operation, topics }: Props) {
  if (problem) {
    return (
      <p className="problem" role="alert">
        {problem}
      </p>
    );
  }
  if (!operation) return <p className="hint">Say what is to be changed, and what would come of it is shown here.</p>;
  if (!preview) return <p role="status">Looking at them …</p>;
  const { counts, looked, isMore, gone, sample, minimum } = preview;
  const write = (text: string) => written(operation, text, topics);
  return (
    <div className="bulk-preview" aria-busy={isStale}>
      <div role="status">
        <ul>
          {isMore ? (
            <li>
              More than {looked.toLocaleString("en")} match. Of the first {looked.toLocaleString("en")}:
            </li>
          ) : null}
          <li>
            <b>{articlesWord(counts.change)}</b> will change
          </li>
          {counts.below > 0 ? (
            <li>
              {articlesWord(counts.below)} can’t: below the minimum of {minimum}, or not judged
            </li>
          ) : null}
          {counts.same > 0 ? <li>{articlesWord(counts.same)}: already so</li> : null}
          {gone > 0 ? <li>{articlesWord(gone)}: gone meanwhile</li> : null}
        </ul>
      </div>
      <ul className="bulk-sample" aria-label="Some of them">
        {sample.map(({ id, title, provider, outcome, before, after }) => (
          <li key={id}>
            <span className="ttl">{title}</span>
            <span className="sub">
              <b>{provider}</b>
              {outcome === "change" ? (
                <span>
                  <del>{write(before)}</del> <span className="sr">becomes</span> <ins>{write(after)}</ins>
                </span>
              ) : (
                <span>
                  {write(before)}, {OUTCOMES[outcome]}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Times in the reader's zone, topics by name. */
function written({ do: what }: Operation, text: string, topics: Props["topics"]): string {
  if (what === "schedule") return timesOf(text);
  if (what !== "add-topic" && what !== "remove-topic") return text;
  const names = new Map(topics.map(({ id, name }) => [id, name]));
  return text
    .split(", ")
    .map((id) => names.get(id) ?? id)
    .join(", ");
}

function timesOf(text: string): string {
  const [from = "open", until = "open"] = text.split(" / ").map((one) => (one === "open" ? one : local(one)));
  if (from === "open" && until === "open") return "no times";
  return [from === "open" ? "" : `from ${from}`, until === "open" ? "" : `until ${until}`].filter(Boolean).join(" ");
}

const local = (iso: string) => new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
