import type { Clock } from "@/app/_ui/clock";
import { isMild } from "@/app/_ui/heat";
import { BriefStory, RowStory } from "@/app/_ui/story-entries";
import type { Period, Story } from "@/lib/reading/types";
import { urls } from "@/lib/urls";

/** So many rows are always shown in full, however cool the day. */
const FULL_ROWS = 4;
/** Fewer are not worth a heading. */
const BRIEF_FROM = 3;

const PERIODS: [Period, string][] = [
  ["day", "Day"],
  ["week", "Week"],
  ["month", "Month"],
  ["year", "Year"],
  ["all", "All time"],
];

/** The name of the list, and the ways to the same for other times. */
export function TopHead({ title, period }: { title: string; period: Period | "now" }) {
  return (
    <div className="list-head">
      <h1>{title}</h1>
      <nav className="choices" aria-label="Period">
        <a href={urls.home} aria-current={period === "now" ? "page" : undefined}>
          Now
        </a>
        {PERIODS.map(([id, name]) => (
          <a key={id} href={urls.top(id)} aria-current={period === id ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
    </div>
  );
}

type StoriesProps = { stories: Story[]; clock: Clock };

/** Stories in order, one below the other; then in brief what is cool to the end. */
export function River({ stories, clock, fullRows = FULL_ROWS }: StoriesProps & { fullRows?: number }) {
  const { rows, brief } = withBrief(stories, fullRows);
  return (
    <>
      {rows.map((story, index) => (
        <RowStory key={story.id} story={story} clock={clock} full={index < fullRows} />
      ))}
      <Brief stories={brief} clock={clock} />
    </>
  );
}

/** Stories in order, side by side without pictures; then the same in brief. */
export function Spread({ stories, clock }: StoriesProps) {
  const { rows, brief } = withBrief(stories, 0);
  return (
    <>
      {rows.length > 0 && (
        <div className="spread">
          {rows.map((story) => (
            <RowStory key={story.id} story={story} clock={clock} full thumbnail={false} />
          ))}
        </div>
      )}
      <Brief stories={brief} clock={clock} />
    </>
  );
}

function Brief({ stories, clock }: StoriesProps) {
  if (stories.length === 0) return null;
  return (
    <section className="brief" aria-labelledby="brief">
      <h2 id="brief">In brief</h2>
      <div className="brief-list">
        {stories.map((story) => (
          <BriefStory key={story.id} story={story} clock={clock} />
        ))}
      </div>
    </section>
  );
}

/** Splits off the cool end, keeping at least so many rows. */
function withBrief(stories: Story[], atLeast: number): { rows: Story[]; brief: Story[] } {
  const lastMild = stories.findLastIndex(({ heat }) => isMild(heat));
  const rows = Math.max(lastMild + 1, atLeast);
  return stories.length - rows >= BRIEF_FROM
    ? { rows: stories.slice(0, rows), brief: stories.slice(rows) }
    : { rows: stories, brief: [] };
}
