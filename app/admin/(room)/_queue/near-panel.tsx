"use client";

import { heatAfterJoin } from "@/lib/queue/prospect";
import type { Near } from "@/lib/queue/types";
import { type Place, shortDate } from "@/lib/time";
import { urls } from "@/lib/urls";
import { Cap } from "./cap";

type Props = { near: Near; score: number | null; now: Date; place: Place; onJoin: () => void };

/** The published article that this one may belong to, and what its heat would become. */
export function NearPanel({ near, score, now, place, onJoin }: Props) {
  const { provider, story } = near;
  const heat = story.lead?.heat ?? near.heat;
  const after = heatAfterJoin(story, score);
  return (
    <section className="panel" aria-labelledby="q-near">
      <h3 id="q-near">
        Near it, already published <span>{Math.round(near.likeness * 100)}% alike</span>
      </h3>
      <div className="q-alike">
        <p className="ttl">
          <a href={urls.admin.article(near.id)}>{marked(near)}</a>
        </p>
        <p className="by">
          <span className="prov">{provider}</span>
          <time dateTime={new Date(near.publishedAt).toISOString()}>
            {shortDate(new Date(near.publishedAt), now, place)}
          </time>
          <span>
            quality {near.quality ?? "none"}
            {heat === null ? "" : `, heat ${heat}°`}
          </span>
        </p>
        {after === null ? null : (
          <p className="q-effect">
            {after === heat ? `Joining would leave its heat at ${heat}°.` : "Joining would change its heat "}
            {after === heat ? null : (
              <>
                from {heat ?? "none"}° to <b>{after}°</b>.
              </>
            )}
          </p>
        )}
        <p>
          <button className="btn" type="button" aria-keyshortcuts="a" onClick={onJoin}>
            Join its story <Cap>A</Cap>
          </button>
        </p>
      </div>
    </section>
  );
}

/** The title with the words that both use marked. */
function marked({ title, marks }: Near) {
  const parts = marks.map(([start, end], index) => ({ start, end, from: marks[index - 1]?.[1] ?? 0 }));
  return (
    <>
      {parts.map(({ start, end, from }) => (
        <span key={start}>
          {title.slice(from, start)}
          <mark>{title.slice(start, end)}</mark>
        </span>
      ))}
      {title.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  );
}
