import type { ListedArticle } from "@/db/admin-articles";
import { plainText } from "@/lib/plain-text";
import { age, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { StateMark, stateOf } from "./state";

export function ArticleRow({ article, now, place }: { article: ListedArticle; now: Date; place: Place }) {
  const { mark, word } = stateOf(article, now, place);
  return (
    <li className="a-row">
      <StateMark mark={mark} />
      <div className="what">
        <a className="ttl" href={urls.admin.article(article.id)}>
          {plainText(article.title) || "Without a title"}
        </a>
        <p className="sub">
          <span>{word}</span>
          <b>{article.provider}</b>
          {article.isCoverage ? <span>{coverageWord(article)}</span> : null}
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
      <time className="age" dateTime={article.publishedAt.toISOString()}>
        {age(article.publishedAt, now, place)}
      </time>
    </li>
  );
}

/** Readers see coverage that is unpublished as a link to its provider, below the story's lead. */
function coverageWord({ state, withdrawn }: ListedArticle): string {
  return state === "unpublished" && !withdrawn ? "coverage, linked below its lead" : "coverage";
}

const HOT_FROM = 100;
const isHot = (heat: number | null) => heat !== null && heat >= HOT_FROM;

/** `146°`; coverage has no temperature of its own. */
function degrees({ heat, heatGiven, isCoverage }: ListedArticle): string {
  return heat === null || (isCoverage && heatGiven === null) ? "none" : `${heat}°`;
}
