import type { ActionState } from "@/app/_server/action-state";
import type { SubjectEvent } from "@/db/subject-events";
import { canUndo } from "@/lib/record/undo";
import { clock, type Place, shortDate } from "@/lib/time";
import { toldOf } from "../events";
import { ToldLine } from "../told";
import { UndoForm } from "./undo-form";

type Props = {
  events: SubjectEvent[];
  now: Date;
  place: Place;
  undo: (previous: ActionState, form: FormData) => Promise<ActionState>;
  back: string;
};

/** Who changed a topic or provider, when, and what, with the way back. */
export function NamesRecord({ events, now, place, undo, back }: Props) {
  return (
    <section className="panel side" aria-labelledby="history">
      <h2 id="history">
        History <span>{events.length > 0 ? "newest first" : ""}</span>
      </h2>
      {events.length === 0 ? <p className="hint">Nobody has changed it here yet.</p> : null}
      <ol className="room-log">
        {events.map((event) => (
          <li key={event.id}>
            <time dateTime={event.at.toISOString()}>
              {shortDate(event.at, now, place)} <span>{clock(event.at, place)}</span>
            </time>
            <div className="names-act">
              <p>
                <Words event={event} />
                <span className="who">
                  {event.actor}
                  {event.isUndone ? ", taken back" : ""}
                </span>
              </p>
              {event.act !== null && !event.isUndone && event.undoes === null && canUndo(event) ? (
                <UndoForm
                  act={event.act}
                  what={`what ${event.actor} did at ${clock(event.at, place)}`}
                  undo={undo}
                  back={back}
                />
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Words({ event }: { event: SubjectEvent }) {
  const name = String(event.before.name ?? event.after.name ?? "");
  if (event.action === "create") return <>Made: {name}</>;
  if (event.action === "merge") return <>Merged into this one: {name}</>;
  if (event.action === "restore") return <>Brought back: {name}</>;
  if (event.action === "remove") return <>Removed: {name}</>;
  return <ToldLine told={toldOf({ subject: event.subject, before: event.before, after: event.after })} />;
}
