"use client";

import { urls } from "@/lib/urls";

type Props = { isFiltered: boolean; isMore: boolean; onLook: () => void };

/** The queue is empty, or what of it was asked for. */
export function Nothing({ isFiltered, isMore, onLook }: Props) {
  return (
    <div className="q-nothing">
      <h2 className="hed hed-2">{isFiltered ? "Nothing waits here" : "Nothing waits"}</h2>
      <p>
        {isMore
          ? "The rest of the queue is not here yet."
          : isFiltered
            ? "No article that waits is like this. Others may be."
            : "Every article was judged. What comes in next will stand here."}
      </p>
      <p className="q-nothing-acts">
        <button className="btn btn-main" type="button" onClick={onLook}>
          Look again
        </button>
        {isFiltered ? (
          <a className="btn" href={urls.admin.queue}>
            Show all
          </a>
        ) : (
          <a className="btn" href={urls.admin.articles}>
            All articles
          </a>
        )}
      </p>
    </div>
  );
}
