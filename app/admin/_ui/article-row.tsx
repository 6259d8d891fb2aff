import type { ReactNode } from "react";
import type { ListedArticle } from "@/db/admin-articles";
import { plainText } from "@/lib/plain-text";
import { age, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { StateMark, stateOf } from "./state";

type Props = {
  article: ListedArticle;
  now: Date;
  place: Place;
  /** Shows when it was changed rather than published. */
  byChange?: boolean;
  /** What it is chosen with. */
  tick?: ReactNode;
};

export function ArticleRow({ article, now, place, byChange = false, tick }: Props) {
  const { mark, word } = stateOf(article, now, place);
  const at = byChange ? article.changedAt : article.publishedAt;
  return (
    <li className="a-row" data-article={article.id}>
      {tick}
      <StateMark mark={mark} />
      <div className="what">
        <a className="ttl" href={urls.admin.article(article.id)}>
          {plainText(article.title) || "Without a title"}
        </a>
        <p className="sub">
          <span>{word}</span>
          <b>{article.provider}</b>
          {article.storyId === null ? null : <span>{storyWord(article)}</span>}
        </p>
      </div>
      <p className="num">
        <span className="of">Quality </span>
        {article.quality ?? "none"}
      </p>
      <p className={`num ${isHot(article.heat) ? "is-hot" : ""}`}>
        <span className="of">Heat </span>
        {degrees(article)}
        {article.heatGiven === null ? null : <span className="by-hand"> by hand</span>}
      </p>
      <time className="age" dateTime={at.toISOString()}>
        {byChange ? <span className="of">Changed </span> : null}
        {age(at, now, place)}
      </time>
    </li>
  );
}

/** Readers see coverage that is unpublished as a link to its provider, below the story's lead. */
function storyWord({ isCoverage, state, withdrawn }: ListedArticle): string {
  if (!isCoverage) return "leads its story";
  return state === "unpublished" && !withdrawn ? "coverage, linked below its lead" : "coverage";
}

const HOT_FROM = 100;
const isHot = (heat: number | null) => heat !== null && heat >= HOT_FROM;

/** `146°`; coverage has no temperature of its own. */
function degrees({ heat, heatGiven, isCoverage }: ListedArticle): string {
  return heat === null || (isCoverage && heatGiven === null) ? "none" : `${heat}°`;
}
