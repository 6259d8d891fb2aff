import type { Metadata } from "next";
import { headers } from "next/headers";
import { isWholePage, mayKeepSearch } from "@/app/_server/kept-search";
import { SearchBox } from "@/app/_ui/search-box";
import { SearchLive } from "@/app/_ui/search-live";
import { UNAVAILABLE } from "@/lib/search";
import { noteSearch } from "@/lib/search/log";
import { UNAVAILABLE_NOTE } from "@/lib/search/unavailable";
import { site } from "@/lib/site";
import { FORMATS } from "@/lib/syndication/formats";
import { urls } from "@/lib/urls";
import { pageMetadata } from "../page-metadata";
import { feedAddress, parametersOf } from "./address";
import { chipsOf } from "./chips";
import { Findings } from "./findings";
import { type Found, found } from "./found";
import { countLine } from "./words";

export const dynamic = "force-dynamic";

type Props = PageProps<"/search">;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const parameters = parametersOf(await searchParams);
  const { name, url } = site();
  const description = `Search every article on ${name}: by words, topic, provider, type and date.`;
  const q = parameters.get("q");
  const title = q ? `${q} · Search` : "Search";
  const card = q ? urls.card.search(q) : undefined;
  const page = pageMetadata({ title, description, path: urls.search(), card });
  if (parameters.size === 0) return page;
  const feeds = Object.values(FORMATS).map(({ file, mediaType, name: format }) => [
    mediaType,
    [{ url: url + feedAddress(parameters, file), title: `${q ?? "Search"} (${format})` }],
  ]);
  return {
    ...page,
    // Results are not pages of their own to other search engines: all of them are the one search page.
    alternates: { ...page.alternates, types: Object.fromEntries(feeds) },
    // But whoever is sent one comes to just that.
    openGraph: { ...page.openGraph, url: url + urls.search(parameters) },
  };
}

export default async function SearchPage({ searchParams }: Props) {
  const parameters = parametersOf(await searchParams);
  const now = new Date();
  const search = await found(parameters, now);
  const { asked, result } = search;
  // What could not be read is named once, and not carried on.
  for (const { name } of asked.problems) parameters.delete(name);
  const isAnswered = result !== UNAVAILABLE;
  const counted = isAnswered && asked.q && asked.query.offset === 0 ? { q: asked.q, total: result.total } : null;
  if (counted && isWholePage(await headers())) noteSearch(counted.q, counted.total);
  if (search.isWhole) await mayKeepSearch(counted, now);
  const state = { parameters, clauses: asked.clauses };
  // The fields of what can be narrowed have the dates themselves.
  const fields = search.hasFacets ? ["q", "page", "from", "to"] : ["q", "page"];
  const kept = [...parameters].filter(([name]) => !fields.includes(name));
  // Else a link to a search for anything would have it stand under our name at other search engines.
  const isNoPage = isAnswered && result.total === 0 && !search.isStart;
  return (
    <SearchLive
      q={asked.q}
      total={isAnswered ? result.total : null}
      said={isAnswered ? `${countLine(result)}${asked.q && ` for ${asked.q}`}` : UNAVAILABLE_NOTE}
    >
      {isNoPage && <meta name="robots" content="noindex" />}
      <SearchBox q={asked.q} kept={kept} chips={chipsOf(state, nameIn(search))} />
      <Findings parameters={parameters} search={search} now={now} />
    </SearchLive>
  );
}

/** Names of what is chosen, as the facets have them. */
const nameIn =
  ({ choices }: Found) =>
  (facet: keyof Found["choices"], value: string) =>
    choices[facet].find((one) => one.value.toLowerCase() === value.toLowerCase())?.name ?? value;
