import type { ActionState } from "@/app/_server/action-state";
import { clock, type Place, shortDate } from "@/lib/time";
import type { Told } from "./events";
import { RestoreButton, UndoButton } from "./history-acts";
import { ToldLine } from "./told";

export type HistoryLine = {
  id: number;
  at: Date;
  actor: string;
  told: Told;
  /** Its act, where it can be taken back; and how many articles that changes. */
  undo: { act: number; articles: number } | null;
  isUndone: boolean;
  /** The version that it made, where all fields can be brought back to it. */
  restore: number | null;
};
type Action = (previous: ActionState, form: FormData) => Promise<ActionState>;
type HistoryProps = {
  lines: HistoryLine[];
  article: { id: number; version: number };
  now: Date;
  place: Place;
  undo: Action;
  restore: Action;
};

/** Who changed an article, when, and what; with the ways back. */
export function History({ lines, article, now, place, undo, restore }: HistoryProps) {
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">
        History <span>{lines.length > 0 ? "newest first" : ""}</span>
      </h2>
      {lines.length === 0 ? <p className="hint">Nobody has changed it yet.</p> : null}
      <ol className="room-log edit-log">
        {lines.map((line) => (
          <li key={line.id}>
            <time dateTime={line.at.toISOString()}>
              {shortDate(line.at, now, place)} <span>{clock(line.at, place)}</span>
            </time>
            <p>
              <ToldLine told={line.told} />
              <span className="who">
                {line.actor}
                {line.isUndone ? ", taken back" : ""}
              </span>
            </p>
            <div className="edit-log-acts">
              {line.undo && !line.isUndone ? <UndoButton {...line.undo} action={undo} /> : null}
              {line.restore === null ? null : (
                <RestoreButton id={article.id} version={article.version} to={line.restore} action={restore} />
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
