/** What a search can be narrowed to: links with tick boxes and counts. Folded where there is little room. */
import type { ReactNode } from "react";
import { LinkLine } from "./link-line";

export type FacetValue = { value: string; name: string; count: number; isChosen: boolean; href: string };
export type FacetBox = { id: string; title: string; values: FacetValue[]; clear: string | null };

const SHOWN = 6;
const MAX_LISTED = 60;

export function SearchFacets({ boxes, chosen, children }: { boxes: FacetBox[]; chosen: number; children: ReactNode }) {
  return (
    <details className="facets-fold">
      <summary>
        <span>Filter</span>
        <span>{chosen > 0 && `${chosen} chosen`}</span>
      </summary>
      <div className="facets">
        {boxes.map((box) => (
          <Facet key={box.id} box={box} />
        ))}
        {children}
      </div>
    </details>
  );
}

function Facet({ box: { id, title, values, clear } }: { box: FacetBox }) {
  if (values.length === 0) return null;
  const first = values.slice(0, SHOWN);
  const later = values.slice(SHOWN, MAX_LISTED);
  // What is chosen is never folded away.
  const shown = [...first, ...later.filter(({ isChosen }) => isChosen)];
  const rest = later.filter(({ isChosen }) => !isChosen);
  return (
    <section aria-labelledby={`facet-${id}`}>
      <div className="box-h">
        <h2 id={`facet-${id}`}>{title}</h2>
        {clear && (
          <a href={clear} rel="nofollow">
            Clear<span className="sr"> {title}</span>
          </a>
        )}
      </div>
      <Values id={id} values={shown} />
      {rest.length > 0 && (
        <details className="facet-rest">
          <summary>{rest.length} more</summary>
          <Values id={id} values={rest} />
        </details>
      )}
    </section>
  );
}

function Values({ id, values }: { id: string; values: FacetValue[] }) {
  return (
    <ul>
      {values.map(({ value, name, count, isChosen, href }) => (
        <li key={value}>
          {count === 0 && !isChosen ? (
            <span className="facet none">
              <span>{name}</span>
              <span>0</span>
            </span>
          ) : (
            <a
              className="facet"
              href={href}
              rel="nofollow"
              data-keep={`${id} ${value}`}
              aria-current={isChosen ? "true" : undefined}
            >
              <span>{name}</span>
              <span>{count.toLocaleString("en")}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Feeds that bring what will be found later. */
export function FollowSearch({ feeds }: { feeds: { name: string; href: string }[] }) {
  return (
    <section aria-labelledby="facet-follow">
      <div className="box-h">
        <h2 id="facet-follow">Follow this search</h2>
      </div>
      <LinkLine links={feeds} />
    </section>
  );
}
