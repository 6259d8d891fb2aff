import type { Day } from "@/lib/overview/days";
import { DAY_MS, type Place } from "@/lib/time";

type Props = { days: Day[]; published: number; place: Place };

const HEIGHT = 100;
const BAR_WIDTH = 8;
const STEP = 10;
/** Bars of a week stand together. */
const WEEK_DAYS = 7;

/** A bar for each day; the figures in a sentence, and all of them in a table. */
export function DayChart({ days, published, place }: Props) {
  const most = days.reduce((best, day) => (day.articles > best.articles ? day : best), { day: "", articles: 0 });
  const today = days.at(-1)?.articles ?? 0;
  const top = Math.max(1, most.articles);
  return (
    <figure className="day-chart">
      <figcaption>
        {published === 0
          ? "Nothing that is live is so young."
          : `${counted(published)} in ${days.length} days, ${perDay(published, days.length)} a day. Most on ${dayText(most.day, place)}: ${most.articles.toLocaleString("en")}. Today: ${today.toLocaleString("en")}.`}
      </figcaption>
      <div className="bars" aria-hidden="true">
        <span className="top">{top.toLocaleString("en")}</span>
        <svg viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {days.map(({ day, articles }, index) => {
            const height = articles === 0 ? 0 : Math.max(1, (articles / top) * HEIGHT);
            return (
              <rect
                key={day}
                className={index === days.length - 1 ? "is-now" : undefined}
                x={index * STEP + (STEP - BAR_WIDTH) / 2}
                y={HEIGHT - height}
                width={BAR_WIDTH}
                height={height}
              />
            );
          })}
        </svg>
        <p className="axis">
          {days
            .filter((_, index) => (days.length - 1 - index) % WEEK_DAYS === 0)
            .map(({ day }) => (
              <span key={day}>{shortDay(day, place)}</span>
            ))}
        </p>
      </div>
      <details>
        <summary>Day by day</summary>
        <table className="figure-table">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" className="num">
                Articles
              </th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ day, articles }) => (
              <tr key={day}>
                <th scope="row">{dayText(day, place)}</th>
                <td className="num">{articles.toLocaleString("en")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

const counted = (articles: number) => `${articles.toLocaleString("en")} ${articles === 1 ? "article" : "articles"}`;

function perDay(articles: number, days: number): string {
  const average = articles / days;
  return average.toLocaleString("en", { maximumFractionDigits: average < 10 ? 1 : 0 });
}

/** The day is a calendar day already: its noon is on it in UTC. */
const noon = (day: string) => new Date(Date.parse(day) + DAY_MS / 2);

function dayText(day: string, { locale }: Place): string {
  return noon(day).toLocaleDateString(locale, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" });
}

function shortDay(day: string, { locale }: Place): string {
  return noon(day).toLocaleDateString(locale, { timeZone: "UTC", day: "numeric", month: "short" });
}
