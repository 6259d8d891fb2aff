import type { Coverage, Story } from "@/lib/reading/types";
import { urls } from "@/lib/urls";
import { ShortAge } from "./age";
import type { Clock } from "./clock";
import { marksBeside, marksOf } from "./habits/marks";
import { outbound } from "./outbound";
import { hasWidePicture } from "./picture";

/** As many as are about as high as the lead, with a picture and without. */
const IN_FULL = { withPicture: 5, without: 3 };
const RUN_IN = 2;
const NAMES_SHOWN = 4;

type CoverageProps = { story: Pick<Story, "slug" | "coverage">; clock: Clock };

/** Its page here, else the original. */
export const coverageLink = ({ slug, link }: Pick<Coverage, "slug" | "link">) =>
  slug ? { href: urls.article(slug) } : outbound(link);

/** Beside the lead: full titles, the rest on the story's page. */
export function CoverageColumn({ story, clock }: { story: Story; clock: Clock }) {
  const { slug, coverage } = story;
  const shown = hasWidePicture(story) ? IN_FULL.withPicture : IN_FULL.without;
  const more = coverage.length - shown;
  return (
    <section className="lead-also" aria-labelledby="also" {...marksBeside(story)}>
      <h2 id="also">
        Also covered by {coverage.length} {coverage.length === 1 ? "other" : "others"}
      </h2>
      <CoverageList coverage={coverage.slice(0, shown)} clock={clock} />
      {more > 0 && (
        <a className="under text-sm text-ink-2" href={`${urls.article(slug)}#story`}>
          {more} more {more === 1 ? "source" : "sources"}
        </a>
      )}
    </section>
  );
}

/** Below one of the pair: two titles, then the rest folded. */
export function CoverageRunIn({ story, clock }: CoverageProps) {
  if (story.coverage.length === 0) return null;
  return (
    <>
      <CoverageList coverage={story.coverage.slice(0, RUN_IN)} clock={clock} runIn />
      <CoverageFolded story={{ ...story, coverage: story.coverage.slice(RUN_IN) }} clock={clock} />
    </>
  );
}

/** In the river: how many, and who. */
export function CoverageFolded({ story, clock }: CoverageProps) {
  const { coverage } = story;
  if (coverage.length === 0) return null;
  return (
    <details className="more">
      <summary>
        <b>
          +{coverage.length} {coverage.length === 1 ? "source" : "sources"}
        </b>
        <span>{providerNames(coverage)}</span>
      </summary>
      <CoverageList coverage={coverage} clock={clock} />
    </details>
  );
}

function CoverageList({ coverage, clock, runIn = false }: { coverage: Coverage[]; clock: Clock; runIn?: boolean }) {
  return (
    <ul className={runIn ? "also also-run" : "also"}>
      {coverage.map((item) => (
        <li key={item.id} {...marksOf(item)}>
          <a {...coverageLink(item)}>
            <span className="src">
              {item.provider.name} <ShortAge at={item.publishedAt} clock={clock} />
            </span>{" "}
            <span className="ttl">{item.title}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function providerNames(coverage: Coverage[]): string {
  const names = [...new Set(coverage.map(({ provider }) => provider.name))];
  const rest = names.length - NAMES_SHOWN;
  return rest > 0 ? `${names.slice(0, NAMES_SHOWN).join(", ")} and ${rest} more` : names.join(", ");
}
