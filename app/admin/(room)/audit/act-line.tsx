import type { Act } from "@/lib/record/record";
import { clock, longDate, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { EventText } from "./event-text";
import { countOf, sentenceOf } from "./sentence";
import { type TakeBack, UndoForm } from "./undo-form";

type Props = { act: Act; place: Place; undo: TakeBack; personPath: (id: number) => string };

/** One act: when, what, who, and the way back. Where it was many, it opens. */
export function ActLine({ act, place, undo, personPath }: Props) {
  const [event] = act.events;
  if (!event) return null;
  const number = "act" in act.key ? act.key.act : null;
  const sentence = sentenceOf(act, { date: (at) => longDate(at, place) });
  return (
    <li className="audit-act">
      <time dateTime={event.at.toISOString()} title={longDate(event.at, place)}>
        {clock(event.at, place)}
      </time>
      <div className="what">
        {event.undoes === null ? null : (
          <p className="sub">
            <span>
              Took back <a href={urls.admin.auditAct(event.undoes)}>an earlier act</a>
            </span>
          </p>
        )}
        {sentence.of === "one" ? (
          <EventText event={sentence.event} told={sentence.told} />
        ) : (
          <details>
            <summary>{sentence.text}</summary>
            <ol>
              {act.events.map((one) => (
                <li key={one.id}>
                  <EventText event={one} place={place} />
                </li>
              ))}
            </ol>
            {number !== null && (act.size === null || act.size > act.events.length) ? (
              <p>
                <a href={urls.admin.auditAct(number)}>
                  {act.size === null ? "All of them" : `All ${act.size.toLocaleString("en")}`}
                </a>
              </p>
            ) : null}
          </details>
        )}
        <p className="sub">
          {event.userId === null ? <b>{event.actor}</b> : <a href={personPath(event.userId)}>{event.actor}</a>}
          {sentence.followed > 0 ? <span>{countOf("article", sentence.followed)} followed</span> : null}
          {number !== null && act.events.length > 1 && sentence.of === "one" ? (
            <a href={urls.admin.auditAct(number)}>All of it</a>
          ) : null}
        </p>
      </div>
      <div className="back">
        <WayBack act={act} number={number} undo={undo} place={place} />
      </div>
    </li>
  );
}

export function WayBack({ act, number, undo, place }: Omit<Props, "personPath"> & { number: number | null }) {
  if (act.undoneBy !== null) {
    return (
      <p className="sub">
        <a href={urls.admin.auditAct(act.undoneBy)}>Taken back</a>
      </p>
    );
  }
  if (act.undo === "possible" && number !== null) return <UndoForm act={number} undo={undo} place={place} />;
  // What merely happened, such as a sign-in, asks for no way back.
  const isDone = act.events.some(({ before, after }) => Object.keys({ ...before, ...after }).length > 0);
  return isDone ? <p className="sub">No way back</p> : null;
}
