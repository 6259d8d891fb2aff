/** How many were published when: bars that are links. What is chosen is ink, the rest grey. */
export type HistogramProps = {
  bars: { value: string; label: string; count: number; isChosen: boolean; href: string }[];
  /** The year whose months these are, with its neighbours. */
  year: { name: string; before: string; after: string; all: string; whole: string | null } | null;
};

const HEIGHT = 60;

export function SearchHistogram({ bars, year }: HistogramProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <nav className={year ? "years months" : "years"} aria-label={year ? `Months of ${year.name}` : "Years"}>
      <ol>
        {bars.map((bar) => (
          <li key={bar.value}>
            {bar.count === 0 && !bar.isChosen ? (
              <span className="year-bar">
                <BarInside bar={bar} most={most} />
              </span>
            ) : (
              <a
                className="year-bar"
                href={bar.href}
                rel="nofollow"
                data-keep={`years ${bar.value}`}
                aria-current={bar.isChosen ? "true" : undefined}
              >
                <BarInside bar={bar} most={most} />
              </a>
            )}
          </li>
        ))}
      </ol>
      {year && <YearLinks {...year} />}
    </nav>
  );
}

function BarInside({ bar: { label, count }, most }: { bar: HistogramProps["bars"][number]; most: number }) {
  return (
    <>
      <svg viewBox={`0 0 10 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <rect {...heightOf(count, most)} width="10" />
      </svg>
      {label}
      <small>
        {count.toLocaleString("en")}
        <span className="sr"> {count === 1 ? "article" : "articles"}</span>
      </small>
    </>
  );
}

function YearLinks({ name, before, after, all, whole }: NonNullable<HistogramProps["year"]>) {
  return (
    <p className="years-at">
      <a href={before} rel="nofollow">
        <span aria-hidden="true">← </span>
        {Number(name) - 1}
      </a>
      {whole ? (
        <a href={whole} rel="nofollow">
          All of {name}
        </a>
      ) : (
        <b>{name}</b>
      )}
      <a href={after} rel="nofollow">
        {Number(name) + 1}
        <span aria-hidden="true"> →</span>
      </a>
      <a href={all} rel="nofollow">
        All years
      </a>
    </p>
  );
}

/** A hair remains of what is there at all. */
function heightOf(count: number, most: number): { y: number; height: number } {
  const height = count === 0 ? 0 : Math.max(1, Math.round((count / most) * HEIGHT));
  return { y: HEIGHT - height, height };
}
