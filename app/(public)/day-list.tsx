import { byDay, type Clock } from "@/app/_ui/clock";
import { RowStory } from "@/app/_ui/story-entries";
import type { Card } from "@/lib/reading/types";

/** Articles under the day they appeared. */
export function DayList({ cards, clock }: { cards: Card[]; clock: Clock }) {
  return byDay(cards, clock).map(({ day, items }) => (
    <section className="day" key={items[0]?.id} aria-labelledby={`day-${items[0]?.id}`}>
      <h2 id={`day-${items[0]?.id}`}>{day}</h2>
      <div>
        {items.map((card) => (
          <RowStory key={card.id} story={card} clock={clock} heading="h3" />
        ))}
      </div>
    </section>
  ));
}
