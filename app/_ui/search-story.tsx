import type { Other } from "@/lib/search/collapse";
import { urls } from "@/lib/urls";
import { ShortAge } from "./age";
import type { Clock } from "./clock";
import { coverageLink } from "./coverage";
import { marksOf } from "./habits/marks";
import { Marked } from "./marked";

/** Beyond them the article's page lists them all. */
const MAX_LISTED = 8;
const NAMES_SHOWN = 3;

/** The other sources of a hit's story, folded: how many, and how many of them match. */
export function SearchStory({ slug, others, clock }: { slug: string; others: Other[]; clock: Clock }) {
  if (others.length === 0) return null;
  const matching = others.filter(({ marked }) => marked).length;
  const more = others.length - MAX_LISTED;
  return (
    <details className="more">
      <summary>
        <b>
          +{others.length} {others.length === 1 ? "source" : "sources"}
        </b>
        <span>{matching > 0 ? matchLine(matching, others.length) : names(others)}</span>
      </summary>
      <ul className="also">
        {others.slice(0, MAX_LISTED).map((other) => (
          <li key={other.id} {...marksOf(other)}>
            <a {...coverageLink(other)}>
              <span className="src">
                {other.provider.name} <ShortAge at={other.publishedAt} clock={clock} />
              </span>{" "}
              <span className="ttl">{other.marked ? <Marked segments={other.marked} /> : other.title}</span>
            </a>
          </li>
        ))}
        {more > 0 && (
          <li>
            <a href={`${urls.article(slug)}#story`}>
              <span className="src">{more} more in this story</span>
            </a>
          </li>
        )}
      </ul>
    </details>
  );
}

function matchLine(matching: number, all: number): string {
  if (matching < all) return `${matching} of them ${matching === 1 ? "matches" : "match"}`;
  return all === 1 ? "matches, too" : "all of them match";
}

function names(others: Other[]): string {
  const all = [...new Set(others.map(({ provider }) => provider.name))];
  const rest = all.length - NAMES_SHOWN;
  return rest > 0 ? `${all.slice(0, NAMES_SHOWN).join(", ")} and ${rest} more` : all.join(", ");
}
