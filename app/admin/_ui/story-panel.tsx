import type { ReactNode } from "react";
import type { ListedArticle } from "@/db/admin-articles";
import { plainText } from "@/lib/plain-text";
import type { Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { StateMark, stateOf } from "./state";

type Props = { article: { id: number }; members: ListedArticle[]; now: Date; place: Place; children?: ReactNode };

/** The articles of a story, with their quality. */
export function StoryPanel({ article, members, now, place, children }: Props) {
  if (members.length < 2) return null;
  return (
    <section className="panel" aria-labelledby="story">
      <h2 id="story">
        Story <span>{members.length} articles</span>
      </h2>
      <ul className="room-tally">
        {members.map((member) => {
          const { mark, word } = stateOf(member, now, place);
          return (
            <li key={member.id}>
              <StateMark mark={mark} />
              <div>
                {member.id === article.id ? (
                  <b aria-current="true">This article</b>
                ) : (
                  <a href={urls.admin.article(member.id)}>
                    {member.provider}: {plainText(member.title)}
                  </a>
                )}
                <span className="sub">
                  {member.isCoverage ? "" : "Lead, "}
                  {member.isCoverage ? word : word.toLowerCase()}
                </span>
              </div>
              <span className="num">
                <span className="sr">Quality </span>
                {member.quality ?? "none"}
              </span>
            </li>
          );
        })}
      </ul>
      {children}
    </section>
  );
}
