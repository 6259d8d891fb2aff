import type { Metadata } from "next";
import { SearchBox } from "@/app/_ui/search-box";
import { Hit, Hits, NoHits, ResultTools } from "@/app/_ui/search-results";
import { database } from "@/lib/database";
import { type SearchResult, search } from "@/lib/search";
import { type Problem, searchRequest } from "@/lib/search/parameters";
import { SORTS, type Sort } from "@/lib/search/port";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { PublicFrame } from "../public-frame";
import { parametersOf, withParameter } from "./address";

const PAGE_SIZE = 20;
const SORT_NAMES: Record<Sort, string> = { relevance: "Relevance", newest: "Newest", top: "Top" };

type Props = PageProps<"/search">;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const q = parametersOf(await searchParams).get("q");
  // Results are not pages of their own to other search engines.
  return { title: q ? `${q} · Search` : "Search", robots: { index: false, follow: true } };
}

export default async function SearchPage({ searchParams }: Props) {
  const parameters = parametersOf(await searchParams);
  const { timeZone } = site();
  const now = new Date();
  const asked = searchRequest(parameters, { timeZone, pageSize: PAGE_SIZE, now });
  const { q, query, problems } = asked;
  const result = await search(database().db, { ...asked, query: { ...query, limit: PAGE_SIZE } }, now);
  return (
    <PublicFrame search={false}>
      <SearchBox q={q} />
      <Problems problems={problems} />
      {result.hits.length === 0 ? (
        <NoHits title={q ? `Nothing found for “${q}”` : "Nothing found"}>
          <p>
            Try fewer or other words, or look at the <a href={urls.topics}>topics</a> and the{" "}
            <a href={urls.providers}>providers</a>.
          </p>
        </NoHits>
      ) : (
        <>
          <ResultTools total={result.total} note={q && `for “${q}”`} sorts={sorts(parameters, query.sort)} />
          <Hits>
            {result.hits.map((hit) => (
              <Hit key={hit.id} card={hit} highlights={hit.highlights} clock={{ ...site(), now }} />
            ))}
          </Hits>
          <Pages parameters={parameters} result={result} offset={query.offset} />
        </>
      )}
    </PublicFrame>
  );
}

function Problems({ problems }: { problems: Problem[] }) {
  return problems.map(({ name, message }) => (
    <p key={name} className="note" role="status">
      Left out: {name} {message}.
    </p>
  ));
}

function sorts(parameters: URLSearchParams, current: Sort) {
  return SORTS.map((sort) => ({
    name: SORT_NAMES[sort],
    href: withParameter(parameters, "sort", sort === "relevance" ? null : sort),
    current: sort === current,
  }));
}

type PagesProps = { parameters: URLSearchParams; result: SearchResult; offset: number };

function Pages({ parameters, result: { total, hits }, offset }: PagesProps) {
  const page = Math.floor(offset / PAGE_SIZE) + 1;
  const link = (number: number) => withParameter(parameters, "page", number === 1 ? null : String(number));
  if (page === 1 && hits.length >= total) return null;
  return (
    <nav className="pager" aria-label="Pages">
      {page > 1 && (
        <a className="btn" rel="prev" href={link(page - 1)}>
          ← Earlier results
        </a>
      )}
      <span>
        {offset + 1} to {offset + hits.length} of {total.toLocaleString("en")}
      </span>
      {offset + hits.length < total && (
        <a className="btn" rel="next" href={link(page + 1)}>
          More results →
        </a>
      )}
    </nav>
  );
}
