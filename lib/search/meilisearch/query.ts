/** A query as Meilisearch takes it. */
import { type Facet, NotInThisEngine, type SearchFilters, type SearchQuery, type Term } from "../port";
import { soughtTokens } from "../tokens";
import { searchText } from "./document";

/** Meilisearch reads no more words (phrases count as one). */
const MAX_WORDS = 10;

/**
 * The text: all its words are plain, so that nothing in it is an operator of Meilisearch's but what we mean.
 * @throws NotInThisEngine
 */
export function textOf({ terms, prefix }: SearchQuery): string {
  if (terms.some((term) => term.title) && !isTitleOnly(terms)) {
    throw new NotInThisEngine("Words in the title and elsewhere are not sought together.");
  }
  const parts = terms.map((term, index) => partOf(term, prefix && index === terms.length - 1));
  if (parts.flat().length > MAX_WORDS) throw new NotInThisEngine(`No more than ${MAX_WORDS} words are read.`);
  // Without the space the last word would also be a beginning.
  return `${parts.flat().join(" ")}${prefix ? "" : " "}`;
}

/** Where the text is sought; undefined: everywhere. */
export const attributesOf = ({ terms }: SearchQuery): string[] | undefined =>
  terms.length > 0 && isTitleOnly(terms) ? ["title"] : undefined;

const isTitleOnly = (terms: Term[]) => terms.every((term) => term.title && !term.not);

function partOf({ text, phrase, not }: Term, mayContinue: boolean): string[] {
  const tokens = soughtTokens(text);
  const sought = searchText(tokens.map((token) => token.text));
  const together = phrase || tokens.some((token) => token.sign) || (tokens.length > 1 && !mayContinue);
  if (together) return [`${not ? "-" : ""}"${sought}"`];
  return not ? [`-${sought}`] : sought.split(" ");
}

const quoted = (value: string) => `"${value.replace(/[\\"]/g, "\\$&")}"`;
const oneOf = (attribute: string, values: (string | number)[]) =>
  `${attribute} IN [${values.map((value) => (typeof value === "number" ? value : quoted(value))).join(", ")}]`;

/** Conditions, all of which must hold, but for a facet's own choice. */
export function filterOf(filters: SearchFilters, except?: Facet | "month"): string[] {
  const { topics, providers, types, not, from, until, quality, heat, stories } = filters;
  const all: string[] = [];
  if (topics.length > 0 && except !== "topic") all.push(oneOf("topicIds", topics));
  if (providers.length > 0 && except !== "provider") all.push(oneOf("domain", providers));
  if (types.length > 0 && except !== "type") all.push(oneOf("type", types));
  if (not.topics.length > 0) all.push(`NOT ${oneOf("topicIds", not.topics)}`);
  if (not.providers.length > 0) all.push(`NOT ${oneOf("domain", not.providers)}`);
  if (not.types.length > 0) all.push(`NOT ${oneOf("type", not.types)}`);
  if (stories.length > 0) all.push(oneOf("story", stories));
  if (except !== "year" && except !== "month") {
    if (from) all.push(`publishedAt >= ${from.getTime()}`);
    if (until) all.push(`publishedAt < ${until.getTime()}`);
  }
  for (const [name, { min, max }] of [
    ["quality", quality],
    ["heat", heat],
  ] as const) {
    if (min !== null) all.push(`${name} >= ${min}`);
    if (max !== null) all.push(`${name} <= ${max}`);
  }
  return all;
}

export const SORT_ORDER: Record<SearchQuery["sort"], string[] | undefined> = {
  relevance: undefined,
  newest: ["publishedAt:desc", "id:desc"],
  top: ["heat:desc", "publishedAt:desc", "id:desc"],
};
