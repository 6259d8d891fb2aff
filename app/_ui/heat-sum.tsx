import type { ArticlePage } from "@/lib/reading/types";
import { isHot } from "./heat";

/** Why a story ranks where it does, as the sum that gives its heat. */
export function HeatSum({ heat }: { heat: NonNullable<ArticlePage["heat"]> }) {
  const { quality, others, total, byHand } = heat;
  return (
    <>
      <div className="sum">
        <p>
          <b>{quality}</b> <small>quality, judged by an editor</small>
        </p>
        {!byHand && (
          <p>
            <b>
              <i>+</i>
              {10 * others}
            </b>{" "}
            <small>
              {others === 0
                ? "no other source yet"
                : `ten for each of ${others} other ${others === 1 ? "source" : "sources"}`}
            </small>
          </p>
        )}
        <p>
          <b className={isHot(total) ? "text-heat" : undefined}>
            <i>{byHand ? "→" : "="}</i>
            {total}°
          </b>{" "}
          <small>{byHand ? "heat, set by hand" : "heat, fading with age"}</small>
        </p>
      </div>
      <p className="note">
        The front page orders stories by heat. A story loses its place as newer ones arrive; nobody pays for a position.
      </p>
    </>
  );
}
