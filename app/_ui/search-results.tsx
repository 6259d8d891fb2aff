/** What the search page lists below its box. */
import type { ReactNode } from "react";
import type { Card } from "@/lib/reading/types";
import type { Other } from "@/lib/search/collapse";
import { urls } from "@/lib/urls";
import { Byline } from "./byline";
import type { Clock } from "./clock";
import { Acts } from "./habits/acts";
import { marksOf } from "./habits/marks";
import { heatTens } from "./heat";
import { Kick } from "./kick";
import { cropped, Marked, type Segment } from "./marked";
import { Picture } from "./picture";
import { SearchStory } from "./search-story";

type HitProps = {
  card: Card;
  highlights: { title: Segment[]; excerpt: Segment[] };
  /** The rest of its story, folded below it. */
  others: Other[];
  clock: Clock;
};

/** One article found. */
export function Hit({ card, highlights, others, clock }: HitProps) {
  const href = urls.article(card.slug);
  return (
    <article
      className={card.picture ? "story row row-pic" : "story row"}
      data-heat={heatTens(card.heat)}
      {...marksOf(card)}
    >
      <div className="txt">
        <Kick card={card} />
        <h2 className="hed">
          <a href={href}>
            <Marked segments={highlights.title} />
          </a>
        </h2>
        {card.excerpt && (
          <p className="dek">
            <Marked segments={cropped(highlights.excerpt)} />
          </p>
        )}
        <Byline card={card} clock={clock}>
          {card.video && !card.picture && <span>Video</span>}
          {card.isCoverage && others.length === 0 && <span>Part of a story</span>}
          <Acts />
        </Byline>
        <SearchStory slug={card.slug} others={others} clock={clock} />
      </div>
      {card.picture && <Picture card={card} shape="thumb" href={href} />}
    </article>
  );
}

type ToolsProps = { children: ReactNode; sorts: { name: string; href: string; current: boolean }[] };

/** How much was found, as heading, and in which order it stands. */
export function ResultTools({ children, sorts }: ToolsProps) {
  return (
    <div className="tools">
      <h1 tabIndex={-1}>{children}</h1>
      <nav className="choices" aria-label="Order">
        {sorts.map(({ name, href, current }) => (
          <a key={name} href={href} rel="nofollow" aria-current={current ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
    </div>
  );
}

type PagesProps = {
  /** Counted from 1. */
  first: number;
  last: number;
  of: string;
  previous: string | null;
  next: string | null;
};

/** Where in the results this page stands, and its neighbours. */
export function SearchPages({ first, last, of, previous, next }: PagesProps) {
  if (!previous && !next) return null;
  return (
    <nav className="pager" aria-label="Pages">
      {previous && (
        <a className="btn" rel="prev" href={previous}>
          <span aria-hidden="true">←</span> Previous page
        </a>
      )}
      <span className="pager-at">
        {first.toLocaleString("en")} to {last.toLocaleString("en")} of {of}
      </span>
      {next && (
        <a className="btn" rel="next" href={next}>
          Next page <span aria-hidden="true">→</span>
        </a>
      )}
    </nav>
  );
}
