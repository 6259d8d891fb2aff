import type { ReactNode } from "react";
import { StateMark } from "@/app/admin/_ui/state";
import { urls } from "@/lib/urls";
import type { ToldArticle } from "./told-article";

/** A member of a story: state, title, who, quality and age. The thread is drawn by its list. */
export function MemberLine({ article, children, note }: { article: ToldArticle; children?: ReactNode; note?: string }) {
  return (
    <>
      <StateMark mark={article.mark} />
      <div className="st-what">
        <a className="ttl" href={urls.admin.article(article.id)}>
          {article.title}
        </a>
        <p className="sub">
          <span>{article.word}</span>
          <b>{article.provider}</b>
          {note ? <span className="st-as">{note}</span> : null}
          <span>quality {article.quality ?? "none"}</span>
          <span>{article.age}</span>
        </p>
        {children}
      </div>
    </>
  );
}
