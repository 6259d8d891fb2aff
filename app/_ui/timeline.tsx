import type { Card, Coverage } from "@/lib/reading/types";
import { longDate, clock as timeOfDay } from "@/lib/time";
import type { Clock } from "./clock";
import { coverageLink } from "./coverage";
import { marksOf } from "./habits/marks";

type Entry = Coverage | Card;
type TimelineProps = { entries: Entry[]; leadId: number; currentId: number; clock: Clock };

/** The articles of a story in order of publication, the lead marked. */
export function Timeline({ entries, leadId, currentId, clock }: TimelineProps) {
  return (
    <ol className="line">
      {entries.map((entry, index) => {
        const isCurrent = entry.id === currentId;
        const isLead = entry.id === leadId;
        const inside = (
          <>
            <span className="src">
              {entry.provider.name} <em>{remark(isCurrent, isLead)}</em>
            </span>{" "}
            <span className="ttl">{entry.title}</span>
          </>
        );
        return (
          <li
            key={entry.id}
            className={isLead ? "is-lead" : undefined}
            aria-current={isCurrent ? "true" : undefined}
            {...(isCurrent ? {} : marksOf(entry))}
          >
            <When at={entry.publishedAt} before={entries[index - 1]?.publishedAt} clock={clock} />
            <div>{isCurrent ? inside : <a {...coverageLink(entry)}>{inside}</a>}</div>
          </li>
        );
      })}
    </ol>
  );
}

/** The time of day, and the day where it is another than above. */
function When({ at, before, clock }: { at: Date; before: Date | undefined; clock: Clock }) {
  const { locale, timeZone } = clock;
  const day = (date: Date) =>
    date.toLocaleDateString(locale, { timeZone, day: "numeric", month: "short", year: "numeric" });
  const isThisYear = day(at).includes(clock.now.toLocaleDateString("en", { timeZone, year: "numeric" }));
  const shown = isThisYear ? at.toLocaleDateString(locale, { timeZone, day: "numeric", month: "short" }) : day(at);
  return (
    <time dateTime={at.toISOString()} title={longDate(at, clock)}>
      {timeOfDay(at, clock)}
      {(!before || day(before) !== day(at)) && <i>{shown}</i>}
    </time>
  );
}

function remark(isCurrent: boolean, isLead: boolean): string {
  if (isCurrent) return isLead ? "this article, lead of the story" : "this article";
  return isLead ? "lead of the story" : "";
}
