import type { Month } from "@/lib/reading/types";
import type { Place } from "@/lib/time";
import { urls } from "@/lib/urls";

const BAR_UNITS = 60;
/** So that a single article is seen, too. */
const SHORTEST_BAR_UNITS = 1.5;

/** Months by their year, both in the order they came in. */
export function years(months: Month[]): { year: number; months: Month[] }[] {
  const years = [...new Set(months.map(({ year }) => year))];
  return years.map((year) => ({ year, months: months.filter((month) => month.year === year) }));
}

export function monthName(month: number, { locale }: Pick<Place, "locale">, length: "long" | "short" = "long"): string {
  return new Date(Date.UTC(2000, month - 1)).toLocaleDateString(locale, { month: length, timeZone: "UTC" });
}

type YearProps = { year: number; months: Month[]; most: number; place: Place };

/** A year as twelve bars; `most` is the number of articles of the highest bar on the page. */
export function Year({ year, months, most, place }: YearProps) {
  const all = months.reduce((sum, { articles }) => sum + articles, 0);
  return (
    <section className="year" aria-labelledby={`year-${year}`}>
      <h2 id={`year-${year}`}>
        {year} <span>{counted(all)}</span>
      </h2>
      <ol>
        {Array.from({ length: 12 }, (_, index) => {
          const articles = months.find(({ month }) => month === index + 1)?.articles ?? 0;
          return <MonthBar key={monthName(index + 1, place)} {...{ year, month: index + 1, articles, most, place }} />;
        })}
      </ol>
    </section>
  );
}

function MonthBar({ year, month, articles, most, place }: Month & { most: number; place: Place }) {
  const height = articles === 0 ? 0 : Math.max(SHORTEST_BAR_UNITS, (BAR_UNITS * articles) / most);
  const inside = (
    <>
      <svg viewBox={`0 0 10 ${BAR_UNITS}`} preserveAspectRatio="none" aria-hidden="true">
        <rect width="10" height={height} y={BAR_UNITS - height} />
      </svg>
      {monthName(month, place, "short")}
      {articles > 0 && (
        <small>
          {articles.toLocaleString("en")}
          <span className="sr"> {articles === 1 ? "article" : "articles"}</span>
        </small>
      )}
    </>
  );
  return <li>{articles > 0 ? <a href={urls.month(year, month)}>{inside}</a> : <span>{inside}</span>}</li>;
}

const counted = (articles: number) => `${articles.toLocaleString("en")} ${articles === 1 ? "article" : "articles"}`;
