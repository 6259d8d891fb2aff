import type { Searched } from "@/lib/search/log";
import { urls } from "@/lib/urls";
import { counted } from "./words";

type Props = {
  id: string;
  title: string;
  /** What the counts are of. */
  aside: string;
  nothing: string;
  searches: Searched[];
  /** Whether each can be made a synonym. */
  missing?: boolean;
};

/** Queries with how often they were asked, each leading to what it finds now. */
export function SearchedList({ id, title, aside, nothing, searches, missing = false }: Props) {
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span>{aside}</span>
      </h2>
      {searches.length === 0 ? <p className="hint">{nothing}</p> : null}
      <ol className="searched">
        {searches.map(({ query, count }) => (
          <li key={query}>
            <a className="typed" href={urls.search({ q: query })}>
              {query}
            </a>
            {missing ? (
              <a className="make" href={urls.admin.search(query)} aria-label={`Make a synonym for ${query}`}>
                Make synonym
              </a>
            ) : null}
            <span className="num">
              {count.toLocaleString("en")}
              <span className="sr"> {counted(count, "time").split(" ")[1]}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
