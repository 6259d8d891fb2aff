import { leadEffect, splitEffect } from "../effects";
import type { ToldArticle } from "../told-article";

type Props = {
  members: ToldArticle[];
  ids: number[];
  isMarking: boolean;
  onPick: (kind: "add" | "move") => void;
};

/** What can be done with the marked articles, else with the one at hand, and what would follow. */
export function ActList({ members, ids, isMarking, onPick }: Props) {
  const [first] = ids;
  const one = members.find(({ id }) => id === first);
  const chosen = new Set(ids);
  const isLeadGiven = members.some(({ leadGiven }) => leadGiven);
  const isAll = ids.length === members.length;
  const whom = ids.length > 1 ? `${ids.length} marked articles` : (one?.provider ?? "");
  return (
    <section className="st-what-to-do" aria-labelledby="acts">
      <h2 id="acts">
        With <b>{whom}</b> <span className="needs-js">{isMarking ? "" : "X marks more"}</span>
      </h2>
      <ul aria-live="polite">
        <li>
          <button className="btn" type="submit" name="do" value="lead" disabled={ids.length > 1}>
            Choose as lead <kbd>L</kbd>
          </button>
          <p className="needs-js">{ids.length > 1 ? "One leads; mark one." : leadEffect(members, first ?? null)}</p>
        </li>
        {isLeadGiven ? (
          <li>
            <button className="btn" type="submit" name="do" value="quality">
              Let quality decide
            </button>
            <p className="needs-js">{leadEffect(members, null)}</p>
          </li>
        ) : null}
        <li>
          <button className="btn" type="submit" name="do" value="split">
            Split off <kbd>S</kbd>
          </button>
          <p className="needs-js">{splitEffect(members, chosen)}</p>
        </li>
        {ids.length > 1 && !isAll ? (
          <li>
            <button className="btn" type="submit" name="do" value="own">
              A story of their own <kbd>⇧S</kbd>
            </button>
            <p className="needs-js">{splitEffect(members, chosen, { together: true })}</p>
          </li>
        ) : null}
        <li className="needs-js">
          <button className="btn" type="button" onClick={() => onPick("move")}>
            Move to another story <kbd>M</kbd>
          </button>
          <p>Search for it; then you see what follows.</p>
        </li>
        <li className="needs-js">
          <button className="btn" type="button" onClick={() => onPick("add")}>
            Add articles or a story <kbd>A</kbd>
          </button>
          <p>Search by title, or take one of those that are near.</p>
        </li>
      </ul>
    </section>
  );
}
