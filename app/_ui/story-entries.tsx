/** The forms in which a list shows a story; each is one <article>. */
import type { Card, Story } from "@/lib/reading/types";
import { urls } from "@/lib/urls";
import { Byline } from "./byline";
import type { Clock } from "./clock";
import { CoverageFolded, CoverageRunIn } from "./coverage";
import { Acts } from "./habits/acts";
import { marksOf } from "./habits/marks";
import { headlineSize, heatTens, isMild } from "./heat";
import { Degree, Kick } from "./kick";
import { hasWidePicture, Picture } from "./picture";

type EntryProps = { story: Story; clock: Clock };

/** The first story. Its coverage stands beside it: CoverageColumn. */
export function LeadStory({ story, clock }: EntryProps) {
  const href = urls.article(story.slug);
  const withPicture = hasWidePicture(story);
  return (
    <article
      className={withPicture ? "story lead lead-pic" : "story lead"}
      data-heat={heatTens(story.heat)}
      {...marksOf(story)}
    >
      <Kick card={story} />
      <h2 className={`hed ${headlineSize(story, "lead")}`}>
        <a href={href}>{story.title}</a>
      </h2>
      <div className="lead-body">
        {withPicture && <Picture card={story} shape="wide" href={href} first />}
        <div className="lead-text">
          {story.excerpt && <p className="dek">{story.excerpt}</p>}
          <Byline card={story} clock={clock}>
            <Acts />
          </Byline>
        </div>
      </div>
    </article>
  );
}

/** One of the pair below the lead. `picture` says whether its row has pictures at all. */
export function PairStory({ story, clock, picture }: EntryProps & { picture: boolean }) {
  const href = urls.article(story.slug);
  return (
    <article className="story" data-heat={heatTens(story.heat)} {...marksOf(story)}>
      <Kick card={story} />
      {picture && <Picture card={story} shape="wide" href={href} />}
      <h2 className={`hed ${headlineSize(story, "pair")}`}>
        <a href={href}>{story.title}</a>
      </h2>
      {story.excerpt && <p className="dek">{story.excerpt}</p>}
      <Byline card={story} clock={clock}>
        <Acts />
      </Byline>
      <CoverageRunIn story={story} clock={clock} />
    </article>
  );
}

type RowProps = {
  story: Card & { coverage?: Story["coverage"] };
  clock: Clock;
  heading?: "h2" | "h3";
  full?: boolean;
  thumbnail?: boolean;
};

/** A story of the river: text left, thumbnail right. Unless `full`, a cool one is kept to its headline. */
export function RowStory({ story, clock, heading: Heading = "h2", full = false, thumbnail = true }: RowProps) {
  const href = urls.article(story.slug);
  const isFull = full || isMild(story.heat);
  const thumb = thumbnail && isFull && story.picture !== null;
  const size = headlineSize(story, "row");
  return (
    <article
      className={`story row ${thumb ? "row-pic" : ""} ${isFull ? "" : "row-quiet"}`}
      data-heat={heatTens(story.heat)}
      {...marksOf(story)}
    >
      <div className="txt">
        <Kick card={story} />
        <Heading className={`hed ${thumbnail && isFull && size === "hed-5" ? "hed-4" : size}`}>
          <a href={href}>{story.title}</a>
        </Heading>
        {isFull && story.excerpt && <p className="dek">{story.excerpt}</p>}
        <Byline card={story} clock={clock}>
          {story.video && !thumb && <span>Video</span>}
          {story.isCoverage && <span>Part of a story</span>}
          <Acts />
        </Byline>
        {story.coverage && <CoverageFolded story={{ slug: story.slug, coverage: story.coverage }} clock={clock} />}
      </div>
      {thumb && <Picture card={story} shape="thumb" href={href} />}
    </article>
  );
}

/** One line of "In brief". */
export function BriefStory({ story, clock }: EntryProps) {
  const more = story.coverage.length;
  return (
    <article className="story" data-heat={heatTens(story.heat)} {...marksOf(story)}>
      {story.heat === null ? <span aria-hidden="true" /> : <Degree heat={story.heat} />}
      <h3 className="hed hed-5">
        <a href={urls.article(story.slug)}>{story.title}</a>
      </h3>
      <Byline card={story} clock={clock} logo={false}>
        {more > 0 && (
          <span>
            +{more} {more === 1 ? "source" : "sources"}
          </span>
        )}
        <Acts />
      </Byline>
    </article>
  );
}
