"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { queuePath } from "@/lib/queue/filter";
import type { Choices, QueueFilter } from "@/lib/queue/types";
import { urls } from "@/lib/urls";
import { Cap } from "./cap";

const ORDER_NAMES = { oldest: "Oldest first", newest: "Newest first", usual: "Best first" } as const;
const NEXT_ORDER = { oldest: "newest", newest: "usual", usual: "oldest" } as const;
const NAMES = { provider: "Provider", topic: "Topic", age: "Age", score: "Score" } as const;
const ANY = { provider: "All providers", topic: "All topics", age: "Any age", score: "Any score" } as const;
const FACETS = ["provider", "topic", "age", "score"] as const;

/** The queue's address in the order that V asks for. */
export const nextOrderPath = (filter: QueueFilter) => queuePath(filter, { order: NEXT_ORDER[filter.order] });

export function OrderLink({ filter }: { filter: QueueFilter }) {
  const router = useRouter();
  const path = nextOrderPath(filter);
  return (
    <a
      className="btn btn-bare"
      href={path}
      aria-keyshortcuts="v"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        router.push(path);
      }}
    >
      <span className="sr">Order: </span>
      {ORDER_NAMES[filter.order]} <Cap>V</Cap>
    </a>
  );
}

/** What of the queue is shown. A form whose state is the address; without a script it has a button. */
export function Filters({ filter, choices }: { filter: QueueFilter; choices: Choices }) {
  const router = useRouter();
  const active = FACETS.filter((facet) => filter[facet] !== null);
  const onChange = ({ currentTarget }: FormEvent<HTMLFormElement>) => {
    const given = Object.fromEntries(FACETS.map((facet) => [facet, new FormData(currentTarget).get(facet) || null]));
    router.push(queuePath(filter, given));
  };
  return (
    <details className="q-filters" open={active.length > 0}>
      <summary>
        Filter
        {active.length > 0 ? (
          <span>: {active.map((facet) => nameOf(choices[facet], filter[facet] ?? "")).join(", ")}</span>
        ) : null}
      </summary>
      <form action={urls.admin.queue} onChange={onChange} key={queuePath(filter)}>
        {filter.order === "oldest" ? null : <input type="hidden" name="order" value={filter.order} />}
        {FACETS.map((facet) => (
          <label key={facet}>
            <span className="label">{NAMES[facet]}</span>
            <select className="field" name={facet} defaultValue={filter[facet] ?? ""}>
              <option value="">{ANY[facet]}</option>
              {choices[facet].map(({ value, name, count }) => (
                <option key={value} value={value}>
                  {name} ({count.toLocaleString("en")})
                </option>
              ))}
            </select>
          </label>
        ))}
        <button className="btn q-show" type="submit">
          Show
        </button>
        {active.length > 0 ? (
          <a className="btn btn-bare" href={queuePath(filter, { provider: null, topic: null, age: null, score: null })}>
            Show all
          </a>
        ) : null}
      </form>
    </details>
  );
}

const nameOf = (choices: Choices[keyof Choices], value: string) =>
  choices.find((choice) => choice.value === value)?.name ?? value;
