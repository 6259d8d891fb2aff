/** What the search page shows below its box. */
import type { ReactNode } from "react";
import type { Card } from "@/lib/reading/types";
import { urls } from "@/lib/urls";
import { Byline } from "./byline";
import type { Clock } from "./clock";
import { heatTens } from "./heat";
import { Kick } from "./kick";
import { Picture } from "./picture";

/** Text in pieces, those that match marked. */
export type Segment = { text: string; mark: boolean };

function Marked({ segments }: { segments: Segment[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces have no other identity and never move
  return segments.map(({ text, mark }, index) => (mark ? <mark key={index}>{text}</mark> : text));
}

type HitProps = { card: Card; highlights?: { title?: Segment[]; excerpt?: Segment[] }; clock: Clock };

/** One article found. Without highlights its own title and excerpt. */
export function Hit({ card, highlights = {}, clock }: HitProps) {
  const href = urls.article(card.slug);
  const excerpt = highlights.excerpt ?? [{ text: card.excerpt, mark: false }];
  return (
    <article className={card.picture ? "story row row-pic" : "story row"} data-heat={heatTens(card.heat)}>
      <div className="txt">
        <Kick card={card} />
        <h2 className="hed">
          <a href={href}>{highlights.title ? <Marked segments={highlights.title} /> : card.title}</a>
        </h2>
        {card.excerpt && (
          <p className="dek">
            <Marked segments={excerpt} />
          </p>
        )}
        <Byline card={card} clock={clock}>
          {card.isCoverage && <span>Part of a story</span>}
        </Byline>
      </div>
      {card.picture && <Picture card={card} shape="thumb" href={href} />}
    </article>
  );
}

type ToolsProps = {
  total: number;
  /** Beside the count, such as "for merrow". */
  note?: string;
  sorts: { name: string; href: string; current: boolean }[];
};

/** How much was found, and in which order it stands. */
export function ResultTools({ total, note, sorts }: ToolsProps) {
  return (
    <div className="tools">
      <h1>
        {total.toLocaleString("en")} {total === 1 ? "article" : "articles"} {note && <span>{note}</span>}
      </h1>
      <nav className="choices" aria-label="Order">
        {sorts.map(({ name, href, current }) => (
          <a key={name} href={href} aria-current={current ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
    </div>
  );
}

/** The hits, in order. */
export function Hits({ children }: { children: ReactNode }) {
  return <div className="hits">{children}</div>;
}

/** Nothing was found, or nothing asked yet: a sentence as heading, and below it what to do. */
export function NoHits({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <h1 className="hed hed-2">{title}</h1>
      <div className="note">{children}</div>
    </div>
  );
}
