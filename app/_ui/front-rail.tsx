import type { Card, Rail } from "@/lib/reading/types";
import { urls } from "@/lib/urls";
import { ShortAge } from "./age";
import { Box } from "./box";
import type { Clock } from "./clock";
import { marksOf } from "./habits/marks";
import { heatTens } from "./heat";
import { Degree } from "./kick";

/** Beside the front page's stories. A part without content is left out. */
export function FrontRail({ rail, clock }: { rail: Rail; clock: Clock }) {
  const { latest, topics, providers, yearAgo } = rail;
  return (
    <aside className="rail" aria-label="More">
      {latest.length > 0 && (
        <Box title="Latest" link={["All", urls.latest]}>
          <Wire cards={latest} clock={clock} />
        </Box>
      )}
      {topics.length > 0 && (
        <Box title="Warming topics" link={["All topics", urls.topics]}>
          <ul className="tally">
            {topics.map(({ id, name, articles, heat }, index) => (
              <li key={id} data-heat={heatTens(heat)}>
                <a href={urls.topic(id)}>{name}</a>
                <span>
                  {articles}
                  {index === 0 ? " today" : ""}
                </span>
                {heatTens(heat) !== undefined && <span className="trail" />}
              </li>
            ))}
          </ul>
        </Box>
      )}
      {providers.length > 0 && (
        <Box title="Leading providers" link={["All providers", urls.providers]}>
          <ol className="tally tally-rank">
            {providers.map(({ id, domain, name, leads }, index) => (
              <li key={id}>
                <a href={urls.provider(domain)}>{name}</a>
                <span>
                  {leads}
                  {index === 0 ? (leads === 1 ? " lead in 30 days" : " leads in 30 days") : ""}
                </span>
              </li>
            ))}
          </ol>
        </Box>
      )}
      {yearAgo.length > 0 && (
        <Box title="A year ago today">
          <ul className="wire">
            {yearAgo.map((card) => (
              <li key={card.id} {...marksOf(card)}>
                {card.heat === null ? <span /> : <Degree heat={card.heat} />}
                <div>
                  <a href={urls.article(card.slug)}>{card.title}</a>
                  <span>
                    {card.provider.name}
                    {card.sources > 0 && `, +${card.sources} ${card.sources === 1 ? "source" : "sources"}`}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </Box>
      )}
      <Box title="Follow">
        <p className="feedline">
          <a href={urls.rss}>RSS</a>
          <a href={urls.feeds}>All feeds</a>
        </p>
      </Box>
    </aside>
  );
}

/** Age, title, provider. */
export function Wire({ cards, clock, provider = true }: { cards: Card[]; clock: Clock; provider?: boolean }) {
  return (
    <ul className="wire">
      {cards.map((card) => (
        <li key={card.id} {...marksOf(card)}>
          <ShortAge at={card.publishedAt} clock={clock} />
          <div>
            <a href={urls.article(card.slug)}>{card.title}</a>
            {provider && <span>{card.provider.name}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}
