import { heatTens, isHot } from "@/app/_ui/heat";
import type { DeskStory } from "@/lib/front/desk";
import type { Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { agedOf, aheadOf, pinnedOf, sumOf } from "./reasons";

type Props = {
  story: DeskStory;
  stands: number;
  isSelected: boolean;
  now: Date;
  place: Place;
  onSelect: () => void;
  onPin: () => void;
  onUnpin: () => void;
  onHide: () => void;
  onNudge: (by: 1 | -1) => void;
};

/** A story with the reasons for its place, and what can be done about it once it is selected. */
export function DeskRow({ story, stands, isSelected, now, place, onSelect, onNudge, ...on }: Props) {
  const pinned = pinnedOf(story, now, place);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link in it is focused, which selects it, too
    <li
      className={`desk-row${story.pin ? " is-pinned" : ""}${isSelected ? " is-on" : ""}`}
      data-story={story.id}
      data-heat={heatTens(story.heat)}
      onClick={onSelect}
      onFocus={onSelect}
    >
      <span className="place">
        <span className="sr">Place </span>
        {stands}
      </span>
      <div className="what">
        <a className="ttl" href={urls.admin.article(story.id)} aria-current={isSelected ? "true" : undefined}>
          {story.title || "Without a title"}
        </a>
        {pinned ? <p className="pinned">{pinned}</p> : null}
        <p className="sub">
          <b>{story.provider}</b>
          <span>
            {story.heat === null ? null : (
              <>
                <span className={isHot(story.heat) ? "degree is-hot" : "degree"}>{story.heat}°</span> ={" "}
              </>
            )}
            {sumOf(story)}
          </span>
          <span>{agedOf(story, now, place)}</span>
          <span>{aheadOf(story)}</span>
        </p>
      </div>
      <div className="acts needs-js">
        {story.pin ? (
          <>
            <button className="btn btn-bare" type="button" onClick={() => onNudge(-1)} disabled={story.pin.place === 1}>
              <span aria-hidden="true">↑</span>
              <span className="sr">Move up</span>
            </button>
            <button className="btn btn-bare" type="button" onClick={() => onNudge(1)}>
              <span aria-hidden="true">↓</span>
              <span className="sr">Move down</span>
            </button>
            <button className="btn btn-bare" type="button" onClick={on.onUnpin}>
              Unpin <kbd>U</kbd>
            </button>
          </>
        ) : null}
        <button className="btn btn-bare" type="button" onClick={on.onPin}>
          {story.pin ? "Change" : "Pin"} <kbd>P</kbd>
        </button>
        <button className="btn btn-bare" type="button" onClick={on.onHide}>
          Hide <kbd>H</kbd>
        </button>
      </div>
    </li>
  );
}
