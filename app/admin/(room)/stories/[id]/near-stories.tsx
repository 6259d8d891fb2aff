import { outcomeOf } from "@/lib/story/outcome";
import { change } from "../effects";
import { MemberLine } from "../member-line";
import type { ToldArticle } from "../told-article";
import type { ToldNear } from "../told-groups";

type Props = { members: ToldArticle[]; near: ToldNear[]; heat: number | null; onJoin: (near: ToldNear) => void };

/** Published articles with the same words, that may belong to the story. */
export function NearStories({ members, near, heat, onJoin }: Props) {
  return (
    <section className="panel st-near" aria-labelledby="near">
      <h2 id="near">
        Near it, already published <span>by the words of its lead</span>
      </h2>
      {near.length === 0 ? <p className="hint">Nothing within a week has the same words.</p> : null}
      <ul>
        {near.map((one) => (
          <li key={one.article.id}>
            <div className="st-thread">
              <div className="st-near-line">
                <MemberLine article={one.article}>
                  <p className="sub">
                    <span>{one.percent}% alike</span>
                    <span>same words: {one.words.join(", ")}</span>
                    {one.members.length > 1 ? <span>a story of {one.members.length}</span> : null}
                  </p>
                  <p className="st-effect">
                    {change(
                      heat,
                      outcomeOf([...members, ...one.members.map((other) => ({ ...other, leadGiven: false }))]).heat,
                    )}
                  </p>
                </MemberLine>
              </div>
            </div>
            <button className="btn needs-js" type="button" onClick={() => onJoin(one)}>
              Join
              <span className="sr"> {one.article.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
