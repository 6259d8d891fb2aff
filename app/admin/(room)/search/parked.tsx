import type { ReactNode } from "react";
import { plainText } from "@/lib/plain-text";
import type { SearchStatus } from "@/lib/search/status";
import { age, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { counted } from "./words";

type Props = { parked: SearchStatus["parked"]; now: Date; place: Place; retry: ReactNode };

/** Articles that the index could not be told of, given up for now. */
export function Parked({ parked, now, place, retry }: Props) {
  return (
    <section className="panel" aria-labelledby="parked">
      <h2 id="parked">
        Given up for now <span>{counted(parked.length, "article")}</span>
      </h2>
      <ul className="parked">
        {parked.map(({ articleId, title, attempts, error, parkedAt }) => (
          <li key={`${articleId} ${parkedAt.getTime()}`}>
            {title === null ? (
              <span className="ttl">Article {articleId}, which is not there any more</span>
            ) : (
              <a className="ttl" href={urls.admin.article(articleId)}>
                {plainText(title) || "Without a title"}
              </a>
            )}
            <p className="sub">
              <span>{counted(attempts, "attempt")}</span>
              <span>
                given up <time dateTime={parkedAt.toISOString()}>{age(parkedAt, now, place)}</time>
              </span>
            </p>
            {error ? <p className="why">{error}</p> : null}
          </li>
        ))}
      </ul>
      {retry}
    </section>
  );
}
