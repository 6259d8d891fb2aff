import { degrees } from "../effects";
import { markName } from "../marked";
import { MemberLine } from "../member-line";
import type { ToldArticle } from "../told-article";

type Props = {
  members: ToldArticle[];
  /** What acts are done with. */
  marked: ReadonlySet<number>;
  /** Whether they were ticked, rather than the one where the focus is. */
  isMarking: boolean;
  onMark: (id: number) => void;
  onCurrent: (id: number) => void;
};

/** The articles of a story on one thread, the lead first. */
export function Members({ members, marked, isMarking, onMark, onCurrent }: Props) {
  return (
    <ul className="st-thread st-members" aria-label="Articles of the story">
      {members.map((article) => (
        <li
          key={article.id}
          data-row
          className={marked.has(article.id) ? "is-on" : undefined}
          onFocus={() => onCurrent(article.id)}
        >
          <label className="st-tick">
            <input
              type="checkbox"
              data-step
              name={markName(article.id)}
              checked={isMarking && marked.has(article.id)}
              onChange={() => onMark(article.id)}
              aria-label={`Mark ${article.title}`}
            />
          </label>
          <MemberLine article={article} note={roleOf(article)} />
          <p className="num">
            <span className="sr">Heat </span>
            {article.isCoverage && article.heatGiven === null ? "" : degrees(article.heat)}
            {article.heatGiven === null ? null : <span className="by-hand"> by hand</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}

function roleOf({ isCoverage, leadGiven, state, withdrawn }: ToldArticle): string {
  if (!isCoverage) return leadGiven ? "lead, chosen" : "lead";
  if (leadGiven) return "leads once it is published";
  return state === "unpublished" && withdrawn ? "taken off the story's page" : "coverage";
}
