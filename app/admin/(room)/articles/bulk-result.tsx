"use client";

import { urls } from "@/lib/urls";
import { articlesWord } from "./deeds";

export type Came = {
  changed: number;
  same: number;
  refused: number;
  refusals: { id: number; title: string; reason: string }[];
};

/** What came of it: how many changed, and each that did not, with the reason. */
export function BulkResult({ done: { changed, same, refused, refusals } }: { done: Came }) {
  return (
    <div className="bulk-result">
      <p role="status">
        {articlesWord(changed)} changed{same > 0 ? `, ${articlesWord(same)} already so` : ""}
        {refused > 0 ? `, ${articlesWord(refused)} left as they were:` : "."}
      </p>
      {refusals.length > 0 ? (
        <ul aria-label="Left as they were">
          {refusals.map(({ id, title, reason }) => (
            <li key={id}>
              <a href={urls.admin.article(id)}>{title}</a> <span className="sub">{reason}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {refused > refusals.length ? (
        <p className="hint">And {(refused - refusals.length).toLocaleString("en")} more.</p>
      ) : null}
    </div>
  );
}
