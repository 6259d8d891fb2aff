/** Completions for the search box, while somebody types. */
import type { Db } from "@/db/client";
import { type NameKind, nameKey } from "@/db/search-names";
import { site } from "../site";
import { urls } from "../urls";
import type { Segment } from "./highlight";
import { search } from "./index";
import { namesNear } from "./names";
import { searchRequest } from "./parameters";
import { tidy } from "./query";
import { unlessUnavailable } from "./unavailable";

const ARTICLES = 5;
const NAMES = 3;
/** A name may be begun with the last word, or with so many of the last. */
const MAX_NAME_WORDS = 3;

/** `url` is a path. `articles` of topics and providers counts live ones up to NAMES_COUNT_UP_TO. */
export type Suggestions = {
  /** What was typed, on one line. */
  query: string;
  articles: { slug: string; title: string; url: string; provider: string; highlights: Segment[] }[];
  topics: { id: string; name: string; url: string; articles: number }[];
  providers: { domain: string; name: string; url: string; articles: number }[];
};

/** At most 5 articles, 3 topics and 3 providers for what was typed so far. Of an operator only its own kind. No articles where no engine answers: nobody waits for suggestions. */
export async function suggest(db: Db, q: string, now: Date): Promise<Suggestions> {
  const query = tidy(q);
  const operator = /\s$/.test(q) ? null : operatorBeingTyped(query);
  const texts = operator ? [nameKey(operator.value)] : lastWords(query);
  const wanted = (kind: NameKind) => !operator || operator.kind === kind;
  const names = (kind: NameKind) =>
    wanted(kind) ? namesNear(db, kind, texts, { as: "beginning", now, limit: NAMES }) : [];
  const [articles, topics, providers] = await Promise.all([
    operator ? [] : unlessUnavailable(articlesFor(db, q, now), []),
    names("topic"),
    names("provider"),
  ]);
  return {
    query,
    articles,
    topics: topics.map(({ value, name, articles }) => ({ id: value, name, url: urls.topic(value), articles })),
    providers: providers.map(({ value, name, articles }) => ({
      domain: value,
      name,
      url: urls.provider(value),
      articles,
    })),
  };
}

async function articlesFor(db: Db, q: string, now: Date): Promise<Suggestions["articles"]> {
  const asked = searchRequest(new URLSearchParams({ q }), { timeZone: site().timeZone, pageSize: ARTICLES, now });
  if (asked.clauses.length === 0) return [];
  const { hits } = await search(db, { ...asked, query: { ...asked.query, facets: [] } }, now);
  return hits.map(({ slug, title, provider, highlights }) => ({
    slug,
    title,
    url: urls.article(slug),
    provider: provider.name,
    highlights: highlights.title,
  }));
}

const OPERATOR = /(?:^|\s)-?(topic|site|provider|source):(?:"([^"]*)"?|(\S*))$/iu;

/** `topic:can`, `-site:a.example,b`: what the last value is so far. */
function operatorBeingTyped(query: string): { kind: NameKind; value: string } | null {
  const match = OPERATOR.exec(query);
  if (!match) return null;
  const value = match[2] ?? match[3]?.split(",").at(-1) ?? "";
  return { kind: match[1]?.toLowerCase() === "topic" ? "topic" : "provider", value };
}

/** The last words as names may begin with them, most of them first. */
function lastWords(query: string): string[] {
  const words = nameKey(query).split(" ").filter(Boolean).slice(-MAX_NAME_WORDS);
  return words.map((_, index) => words.slice(index).join(" "));
}
