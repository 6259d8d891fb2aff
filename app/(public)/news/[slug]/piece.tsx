import { Byline } from "@/app/_ui/byline";
import type { Clock } from "@/app/_ui/clock";
import { coverageLink } from "@/app/_ui/coverage";
import { Acts } from "@/app/_ui/habits/acts";
import { headlineSize, heatTens } from "@/app/_ui/heat";
import { HeatSum } from "@/app/_ui/heat-sum";
import { Kick } from "@/app/_ui/kick";
import { outbound } from "@/app/_ui/outbound";
import { hasWidePicture, Picture } from "@/app/_ui/picture";
import { Player } from "@/app/_ui/player";
import { Timeline } from "@/app/_ui/timeline";
import type { ArticlePage } from "@/lib/reading/types";
import { isRecent, longDate, shortDate } from "@/lib/time";

/** The article itself: everything about this one piece. */
export function Piece({ page, clock }: { page: ArticlePage; clock: Clock }) {
  const { article, lead, coverage, heat, correction } = page;
  const entries = [...coverage, article].sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime());
  return (
    <>
      {lead && (
        <p className="banner">
          This is part of a larger story, led by {lead.provider.name}: <a {...coverageLink(lead)}>{lead.title}</a>
        </p>
      )}
      <article className="story piece" data-heat={heatTens(article.heat)}>
        <Kick card={article} />
        <h1 className={`hed ${headlineSize(article, "lead")}`}>{article.title}</h1>
        <Byline card={article} clock={clock} age={isRecent(article.publishedAt, clock.now)}>
          <time dateTime={article.publishedAt.toISOString()}>{longDate(article.publishedAt, clock)}</time>
          {article.type !== "article" && <span className="capitalize">{article.type}</span>}
          <Acts />
        </Byline>
        <div className="piece-col">
          <Illustration page={page} />
          {article.excerpt && <p className="dek">{article.excerpt}</p>}
          {correction && (
            <p className="correction">
              <b>
                Correction,{" "}
                <time dateTime={correction.at.toISOString()}>{shortDate(correction.at, clock.now, clock)}</time>:
              </b>{" "}
              {correction.text}
            </p>
          )}
          <div className="go">
            <a className="btn btn-main" {...outbound(article.link)}>
              {article.video || article.type === "video" ? "Watch" : "Read"} it at {article.provider.domain}{" "}
              <span aria-hidden="true">↗</span>
            </a>
            <p>
              {article.excerpt
                ? "This is the provider’s own excerpt. The whole piece is on their site."
                : "The piece is on the provider’s site."}
            </p>
          </div>
        </div>

        {coverage.length > 0 && (
          <section className="part" aria-labelledby="story">
            <h2 id="story">The story so far: {entries.length} articles</h2>
            <Timeline entries={entries} leadId={lead?.id ?? article.id} currentId={article.id} clock={clock} />
          </section>
        )}
        {heat && (
          <section className="part" aria-labelledby="heat">
            <h2 id="heat">Why it ranks where it does</h2>
            <HeatSum heat={heat} />
          </section>
        )}
      </article>
    </>
  );
}

/** The picture, or the video behind it. An article without a picture has none; a video gets the drawing. */
function Illustration({ page: { article } }: { page: ArticlePage }) {
  const { video, picture } = article;
  if (video) {
    return (
      <Player video={video} title={article.title} link={outbound(article.link).href}>
        <Picture card={{ ...article, video: null }} shape="wide" first />
      </Player>
    );
  }
  if (!hasWidePicture(article)) return null;
  return (
    <figure>
      <Picture card={article} shape="wide" first alt={picture?.alt} />
      <figcaption className="cap">Picture: {article.provider.name}</figcaption>
    </figure>
  );
}
