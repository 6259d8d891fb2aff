/** How browsers add the portal's search to theirs. https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md */
import type { Suggestions } from "../search/suggest";
import type { Site } from "../site";
import { urls } from "../urls";
import { document, element, empty } from "./xml";

/** Limits of the specification, in characters. */
const MAX_SHORT_NAME = 16;
const MAX_DESCRIPTION = 1_024;

export const SUGGESTIONS_TYPE = "application/x-suggestions+json";

export function openSearchDescription({ name, description, url }: Pick<Site, "name" | "description" | "url">): string {
  const link = (type: string, template: string, rel?: string) =>
    `  ${empty("Url", { type, ...(rel ? { rel } : {}), template: url + template })}`;
  return document([
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    `  ${element("ShortName", [...name].slice(0, MAX_SHORT_NAME).join(""))}`,
    `  ${element("LongName", `${name} search`)}`,
    `  ${element("Description", (description || `Search ${name}`).slice(0, MAX_DESCRIPTION))}`,
    `  ${element("InputEncoding", "UTF-8")}`,
    `  <Image width="192" height="192" type="image/png">${url}/icons/icon-192.png</Image>`,
    link("text/html", "/search?q={searchTerms}"),
    link("application/rss+xml", "/search/rss.xml?q={searchTerms}"),
    link(SUGGESTIONS_TYPE, `${urls.searchSuggestions}?q={searchTerms}`, "suggestions"),
    link("application/opensearchdescription+xml", urls.openSearch, "self"),
    "</OpenSearchDescription>",
  ]);
}

/** What was typed, then completions, what each is, and where it leads: as browsers read suggestions. */
export function asOpenSearchSuggestions(
  { query, articles, topics, providers }: Suggestions,
  { url }: Pick<Site, "url">,
) {
  const rows = [
    ...topics.map(({ name, url: path }) => [name, "Topic", url + path] as const),
    ...providers.map(({ name, url: path }) => [name, "Provider", url + path] as const),
    ...articles.map(({ title, provider, url: path }) => [title, provider, url + path] as const),
  ];
  return [query, rows.map(([text]) => text), rows.map(([, what]) => what), rows.map(([, , to]) => to)] as const;
}
