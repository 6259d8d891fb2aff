import { Byline } from "@/app/_ui/byline";
import type { Clock } from "@/app/_ui/clock";
import { marksOf } from "@/app/_ui/habits/marks";
import { heatTens } from "@/app/_ui/heat";
import { Kick } from "@/app/_ui/kick";
import type { Card } from "@/lib/reading/types";
import { urls } from "@/lib/urls";

/** Other articles on the same matter. They are no <article>s: the page has one. */
export function Alike({ cards, clock }: { cards: Card[]; clock: Clock }) {
  if (cards.length === 0) return null;
  return (
    <section className="part" aria-labelledby="alike">
      <h2 id="alike">More like it</h2>
      <ul className="like">
        {cards.map((card) => (
          <li key={card.id} className="story" data-heat={heatTens(card.heat)} {...marksOf(card)}>
            <Kick card={{ ...card, topics: card.topics.slice(0, 1) }} />
            <h3 className="hed hed-4">
              <a href={urls.article(card.slug)}>{card.title}</a>
            </h3>
            <Byline card={card} clock={clock} />
          </li>
        ))}
      </ul>
    </section>
  );
}
