import type { HistoryEvent } from "@/lib/publishing/history";
import { clock, type Place, shortDate } from "@/lib/time";
import { toldOf } from "./events";
import { ToldLine } from "./told";

/** Who changed an article, when, and what. */
export function History({ events, now, place }: { events: HistoryEvent[]; now: Date; place: Place }) {
  return (
    <section className="panel side" aria-labelledby="history">
      <h2 id="history">
        History <span>{events.length > 0 ? "newest first" : ""}</span>
      </h2>
      {events.length === 0 ? <p className="hint">Nobody has changed it yet.</p> : null}
      <ol className="room-log">
        {events.map((event) => (
          <li key={event.id}>
            <time dateTime={event.at.toISOString()}>
              {shortDate(event.at, now, place)} <span>{clock(event.at, place)}</span>
            </time>
            <p>
              <ToldLine told={toldOf(event)} />
              <span className="who">{event.actor}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
