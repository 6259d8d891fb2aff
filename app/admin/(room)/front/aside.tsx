import type { DeskStory, FrontDesk } from "@/lib/front/desk";
import type { Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { momentOf } from "./reasons";

type Props = {
  desk: FrontDesk;
  now: Date;
  place: Place;
  onShow: (story: DeskStory) => void;
  onUnpin: (story: DeskStory) => void;
};

/** What is not on the page though it might be: hidden by an editor, or pinned in vain. */
export function Aside({ desk: { hidden, aside }, now, place, onShow, onUnpin }: Props) {
  return (
    <div className="desk-aside">
      <section className="panel" aria-labelledby="hidden">
        <h2 id="hidden">
          Hidden <span>{hidden.length > 0 ? "live everywhere else" : ""}</span>
        </h2>
        {hidden.length === 0 ? <p className="hint">Nothing is hidden from the front page.</p> : null}
        <ul>
          {hidden.map((story) => (
            <li key={story.id} className="aside-row">
              <a className="ttl" href={urls.admin.article(story.id)}>
                {story.title || "Without a title"}
              </a>
              <button className="btn needs-js" type="button" onClick={() => onShow(story)}>
                Show again
              </button>
            </li>
          ))}
        </ul>
      </section>
      {aside.length > 0 ? (
        <section className="panel" aria-labelledby="aside">
          <h2 id="aside">Pinned, but not shown</h2>
          <ul>
            {aside.map((story) => (
              <li key={story.id} className="aside-row">
                <div>
                  <a className="ttl" href={urls.admin.article(story.id)}>
                    {story.title || "Without a title"}
                  </a>
                  <p className="sub">
                    {story.pin ? (
                      <span>
                        To place {story.pin.place} until {momentOf(story.pin.until, now, place)}, but {story.why}
                      </span>
                    ) : null}
                  </p>
                </div>
                <button className="btn needs-js" type="button" onClick={() => onUnpin(story)}>
                  Unpin
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
