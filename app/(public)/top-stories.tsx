import type { ReactNode } from "react";
import type { Clock } from "@/app/_ui/clock";
import { CoverageColumn } from "@/app/_ui/coverage";
import { isMild } from "@/app/_ui/heat";
import { hasWidePicture } from "@/app/_ui/picture";
import { BriefStory, LeadStory, PairStory, RowStory } from "@/app/_ui/story-entries";
import type { Period, Story } from "@/lib/reading/types";
import { urls } from "@/lib/urls";

/** So many rows of a river are shown in full, however cool. */
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

/** Stories in order, one below the other. */
export function River({ stories, clock }: StoriesProps) {
  return stories.map((story, index) => (
    <RowStory key={story.id} story={story} clock={clock} full={index < FULL_ROWS} />
  ));
}

/** Stories in order, side by side without pictures; then the same in brief. */
export function Spread({ stories, clock }: StoriesProps) {
  const { rows, brief } = withBrief(stories);
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

/** The first page of a period: lead, three with pictures, and the others. `children` stand below. */
export function Hottest({ stories, clock, children }: StoriesProps & { children: ReactNode }) {
  const [lead, ...others] = stories;
  if (!lead) return null;
  const next = others.slice(0, 3);
  const picture = next.some(hasWidePicture);
  return (
    <div className={lead.coverage.length > 0 ? "front front-no-rail" : "front front-no-rail front-alone"}>
      <LeadStory story={lead} clock={clock} />
      {lead.coverage.length > 0 && <CoverageColumn story={lead} clock={clock} />}
      <div className="rest-below">
        {next.length > 0 && (
          <div className="pair">
            {next.map((story) => (
              <PairStory key={story.id} story={story} clock={clock} picture={picture} />
            ))}
          </div>
        )}
        <Spread stories={others.slice(3)} clock={clock} />
        {children}
      </div>
    </div>
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

/** Splits off the cool end. */
function withBrief(stories: Story[]): { rows: Story[]; brief: Story[] } {
  const rows = stories.findLastIndex(({ heat }) => isMild(heat)) + 1;
  return stories.length - rows >= BRIEF_FROM
    ? { rows: stories.slice(0, rows), brief: stories.slice(rows) }
    : { rows: stories, brief: [] };
}
