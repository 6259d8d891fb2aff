import { heatTens, isHot } from "@/app/_ui/heat";
import type { ListedStory } from "@/db/stories-read";
import type { Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { MemberLine } from "./member-line";
import { toldArticle } from "./told-article";

/** A story in the list: its lead, and the others on one thread. */
export function StoryRow({ story, now, place }: { story: ListedStory; now: Date; place: Place }) {
  const members = story.members.map((member) => toldArticle(member, now, place));
  const [first, ...others] = members;
  if (!first) return null;
  const isLed = first.state === "published" && !first.isCoverage;
  const queued = members.filter(({ state }) => state === "queued").length;
  const more = story.size - members.length;
  return (
    <li className="st-row" data-row data-heat={heatTens(isLed ? first.heat : null)}>
      <div className="st-head">
        <h2>
          <a className="ttl" data-step href={urls.admin.story(story.id)}>
            {first.title}
          </a>
        </h2>
        <p className={isLed && isHot(first.heat) ? "num is-hot" : "num"}>
          <span className="sr">Heat </span>
          {isLed && first.heat !== null ? `${first.heat}°` : "none"}
        </p>
        <p className="sub">
          <b>{first.provider}</b>
          <span>{isLed ? "leads" : "nothing of it is published"}</span>
          <span>{story.size} articles</span>
          {queued > 0 ? <span>{queued} queued</span> : null}
          {first.leadGiven ? <span>lead chosen</span> : null}
          {story.edited ? <span>edited</span> : null}
          <span>{first.age}</span>
        </p>
      </div>
      <ul className="st-thread" aria-label={`With it: ${first.title}`}>
        {others.map((member) => (
          <li key={member.id}>
            <MemberLine article={member} />
          </li>
        ))}
        {more > 0 ? (
          <li className="st-more">
            <a href={urls.admin.story(story.id)}>+{more} more</a>
          </li>
        ) : null}
      </ul>
    </li>
  );
}
