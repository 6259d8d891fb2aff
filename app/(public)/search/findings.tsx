/** All of the search page below its box. */

import { SearchDates } from "@/app/_ui/search-dates";
import { FollowSearch, SearchFacets } from "@/app/_ui/search-facets";
import { SearchHistogram } from "@/app/_ui/search-histogram";
import { DidYouMean, FewFound, NoAnswer, NothingFound, ShownFor } from "@/app/_ui/search-nothing";
import { Hit, ResultTools, SearchPages } from "@/app/_ui/search-results";
import { HowToSearch } from "@/app/_ui/search-syntax";
import { UNAVAILABLE } from "@/lib/search";
import { MAX_OFFSET, type Problem } from "@/lib/search/parameters";
import { SORTS, type Sort } from "@/lib/search/port";
import { UNAVAILABLE_NOTE } from "@/lib/search/unavailable";
import { site } from "@/lib/site";
import { FORMATS } from "@/lib/syndication/formats";
import { changed, feedAddress, type SearchState } from "./address";
import { dateFields, facetBoxes } from "./filters";
import { type Found, PAGE_SIZE } from "./found";
import { histogram } from "./histogram";
import { Start } from "./start";
import { capital, countLine, storyLine } from "./words";

const SORT_NAMES: Record<Sort, string> = { relevance: "Relevance", newest: "Newest", top: "Top" };

type Props = { parameters: URLSearchParams; search: Found; now: Date };

export function Findings({ parameters, search, now }: Props) {
  const { asked, result, choices, hasFacets, isStart } = search;
  const state: SearchState = { parameters, clauses: asked.clauses };
  const feeds = Object.values(FORMATS).map(({ name, file }) => ({ name, href: feedAddress(parameters, file) }));
  const isFound = result.hits.length > 0;
  return (
    <>
      <Problems problems={asked.problems} />
      {result.note && result !== UNAVAILABLE && <p className="note search-note">{result.note}</p>}
      <div className={`find ${isStart ? "find-start" : ""} ${hasFacets ? "" : "find-plain"}`}>
        {hasFacets && (
          <SearchFacets {...facetBoxes(state, choices)}>
            <SearchDates {...dateFields(parameters, { ...site(), now })} />
            {isFound && !isStart && <FollowSearch feeds={feeds} />}
          </SearchFacets>
        )}
        <div className="found">
          {result === UNAVAILABLE ? (
            <NoAnswer note={UNAVAILABLE_NOTE} />
          ) : isStart ? (
            <Start search={search} now={now} />
          ) : isFound ? (
            <Results parameters={parameters} search={search} now={now} />
          ) : (
            <Nothing parameters={parameters} search={search} feeds={feeds} now={now} />
          )}
        </div>
        {!isStart && <HowToSearch topic={choices.topic[0]?.value} provider={choices.provider[0]?.value} />}
      </div>
    </>
  );
}

function Problems({ problems }: { problems: Problem[] }) {
  return problems.map(({ name, message }) => (
    <p key={name} className="note search-note">
      Left out: {name} {message}.
    </p>
  ));
}

function Results({ parameters, search, now }: Props) {
  const { asked, result, others, help } = search;
  const { query } = asked;
  const stories = storyLine(result);
  const clock = { ...site(), now };
  const [page, last] = [query.offset / PAGE_SIZE + 1, query.offset + result.hits.length];
  const to = (number: number) => changed(parameters, { page: number === 1 ? null : String(number) });
  return (
    <>
      <ResultTools sorts={sorts(parameters, query.sort)}>
        {capital(countLine(result))}{" "}
        <span>
          {stories ? `in ${stories}, ` : "in "}
          {result.tookMs} ms
        </span>
      </ResultTools>
      {result.left.length > 0 && (
        <p className="note search-note">Left out, since with it nothing is found: {result.left.join(" ")}.</p>
      )}
      {result.shownFor ? (
        <ShownFor q={result.shownFor} href={changed(parameters, { q: result.shownFor })} typed={asked.q} />
      ) : (
        result.suggestion && <DidYouMean q={result.suggestion} href={changed(parameters, { q: result.suggestion })} />
      )}
      <Bars parameters={parameters} search={search} now={now} />
      <div className="hits">
        {result.hits.map((hit) => (
          <Hit key={hit.id} card={hit} highlights={hit.highlights} others={others.get(hit.id) ?? []} clock={clock} />
        ))}
      </div>
      {help && <FewFound drops={ways(parameters, help.drops).slice(0, 2)} />}
      <SearchPages
        first={query.offset + 1}
        last={last}
        of={stories ?? countLine(result)}
        previous={page > 1 ? to(page - 1) : null}
        next={last < result.groups && query.offset + PAGE_SIZE < MAX_OFFSET ? to(page + 1) : null}
      />
    </>
  );
}

function Bars({ parameters, search: { asked, result }, now }: Props) {
  const state = { parameters, clauses: asked.clauses };
  const bars = histogram(state, result.facets, asked.query.filters, { ...site(), now });
  return bars && <SearchHistogram {...bars} />;
}

function Nothing({ parameters, search, feeds, now }: Props & { feeds: { name: string; href: string }[] }) {
  const { asked, result, help } = search;
  if (result.total > 0) return <BehindTheEnd parameters={parameters} search={search} now={now} />;
  return (
    <NothingFound
      q={asked.q}
      meant={help?.meant ? { ...help.meant, href: changed(parameters, { q: help.meant.q }) } : null}
      drops={ways(parameters, help?.drops ?? [])}
      topics={help?.topics ?? []}
      providers={help?.providers ?? []}
      feeds={feeds}
    />
  );
}

function BehindTheEnd({ parameters, search: { result } }: Props) {
  return (
    <div className="nothing">
      <h1 className="hed hed-2" tabIndex={-1}>
        This page is empty
      </h1>
      <p className="note">
        {capital(countLine(result))} {result.total === 1 ? "was" : "were"} found, on earlier pages.{" "}
        <a href={changed(parameters, {})}>To the first page</a>.
      </p>
    </div>
  );
}

function sorts(parameters: URLSearchParams, current: Sort) {
  return SORTS.map((sort) => ({
    name: SORT_NAMES[sort],
    href: changed(parameters, { sort: sort === "relevance" ? null : sort }),
    current: sort === current,
  }));
}

type Drop = { label: string; q: string; without: string[]; total: number };

const ways = (parameters: URLSearchParams, drops: Drop[]) =>
  drops.map(({ label, q, without, total }) => ({
    label,
    total,
    href: changed(parameters, { q, ...Object.fromEntries(without.map((name) => [name, null])) }),
  }));
