/** A query as the Postgres engine asks it: one tsquery of words and filters, conditions on rows, and a ranking. */
import type { SearchConditions } from "@/db/search-conditions";
import type { Ranking, Worth } from "@/db/search-rank";
import { type WordClause, wordClause } from "./clauses";
import type { Expansion } from "./expansion";
import { filterLexeme, quoted, STEPS, type Steps, stemLexeme, titleLexeme } from "./lexemes";
import type { Facet, SearchFilters, SearchQuery, Term } from "./port";
import { type SynonymGroups, synonymRuns } from "./synonym-runs";
import { soughtTokens } from "./tokens";
import { allOf, anyOf, lexeme, neighbours, noneOf } from "./tsquery";

export type Asked = {
  /** Without the own choice of a facet, where one is named. */
  conditions: (except?: Facet | "month") => SearchConditions;
  /** What titles have that have it all; null where no words are wanted. */
  title: string | null;
  ranking: Ranking;
};
export type Context = { expansion: Expansion; synonyms: SynonymGroups; providerIds: Map<string, number> };

/** Bonuses, beside what each word is worth (clauses.ts). */
const ALL_IN_TITLE = 0.5;
const WHOLE_TITLE = 0.4;
const SIDE_BY_SIDE = 0.15;
const ONE_BETWEEN = 0.08;
const SYNONYM = { title: 0.6, text: 0.45 };

export function askedOf({ terms, prefix, filters }: SearchQuery, context: Context): Asked {
  const wanted = terms.filter(({ not }) => !not);
  const clauses = wanted.map((term) => wordClause(term, context.expansion, prefix && term === terms.at(-1)));
  const said = withSynonyms(wanted, clauses, context.synonyms);
  const unwanted = terms.filter(({ not }) => not).map((term) => noneOf(unwantedOf(term)));
  const text = [...said.map(({ tsquery }) => tsquery), ...unwanted];
  const title = said.length > 0 ? allOf(said.map((each) => each.title)) : null;
  return {
    conditions: (except) => ({
      tsquery: allOf([...anchored(text), ...filterParts(filters, context.providerIds, except)]),
      from: isDate(except) ? null : filters.from,
      until: isDate(except) ? null : filters.until,
      quality: filters.quality,
      heat: filters.heat,
      stories: filters.stories,
    }),
    title,
    ranking: {
      worths: [
        ...clauses.map(({ worth }) => worth),
        ...said.flatMap(({ synonymWorth }) => (synonymWorth ? [synonymWorth] : [])),
        ...pairs(clauses),
        ...(title ? [[{ tsquery: title, value: ALL_IN_TITLE }]] : []),
      ],
      title: title
        ? {
            tsquery: title,
            words: wanted.reduce((sum, term) => sum + soughtTokens(term.text).length, 0),
            value: WHOLE_TITLE,
          }
        : null,
    },
  };
}

const isDate = (facet: Facet | "month" | undefined) => facet === "year" || facet === "month";

/** The index needs something that is there, beside what must not be. */
const anchored = (parts: string[]) => [quoted(filterLexeme.any), ...parts].slice(parts.some(isPositive) ? 1 : 0);
const isPositive = (part: string) => !part.startsWith("!");

/** What a word must not be: in any of its forms. */
function unwantedOf({ text, phrase, title }: Term): string {
  const tokens = soughtTokens(text);
  return neighbours(
    tokens.map((token) => {
      if (phrase || token.sign) return lexeme(token.text, title ? { weights: "A" } : {});
      if (tokens.length > 1 && title) return lexeme(stemLexeme(token.text), { weights: "A" });
      return lexeme(title ? titleLexeme(token.text) : stemLexeme(token.text));
    }),
  );
}

type Said = Pick<WordClause, "tsquery" | "title"> & { synonymWorth: Worth | null };

/** Clauses, those of a run of words with synonyms as one. */
function withSynonyms(terms: Term[], clauses: WordClause[], groups: SynonymGroups): Said[] {
  const runs = synonymRuns(terms, groups);
  return clauses.flatMap((clause, place): Said[] => {
    const run = runs.find(({ from, until }) => place >= from && place < until);
    if (!run) return [{ ...clause, synonymWorth: null }];
    if (place > run.from) return [];
    const own = clauses.slice(run.from, run.until);
    const inTitle = terms[run.from]?.title ?? false;
    const row = (way: string[], weights: string) =>
      neighbours(way.map((word) => lexeme(stemLexeme(word), { weights })));
    const ofTitles = run.others.map((way) => row(way, "A"));
    const others = inTitle ? ofTitles : run.others.map((way) => row(way, ""));
    return [
      {
        tsquery: anyOf([allOf(own.map(({ tsquery }) => tsquery)), ...others]),
        title: anyOf([
          allOf(own.map(({ title }) => title)),
          ...run.others.map((way) => allOf(way.map((word) => lexeme(titleLexeme(word))))),
        ]),
        synonymWorth: [
          { tsquery: anyOf(ofTitles), value: SYNONYM.title },
          { tsquery: anyOf(others), value: SYNONYM.text },
        ],
      },
    ];
  });
}

/** Words that follow each other in the query are worth more where they do so in the text. */
function pairs(clauses: WordClause[]): Worth[] {
  return clauses.slice(1).map((next, place) => {
    const two = [clauses[place]?.last ?? "", next.first];
    return [
      { tsquery: neighbours(two), value: SIDE_BY_SIDE },
      { tsquery: neighbours(two, 2), value: ONE_BETWEEN },
    ];
  });
}

function filterParts(
  { topics, providers, types, not, from, until, quality, heat }: SearchFilters,
  providerIds: Map<string, number>,
  except: Facet | "month" | undefined,
): string[] {
  const ofTopics = (ids: string[]) => ids.map((id) => quoted(filterLexeme.topic(id)));
  const ofTypes = (names: string[]) => names.map((name) => quoted(filterLexeme.type(name)));
  const ofProviders = (domains: string[]) =>
    domains.flatMap((domain) => {
      const id = providerIds.get(domain);
      return id === undefined ? [] : [quoted(filterLexeme.provider(id))];
    });
  const parts: string[] = [];
  if (topics.length > 0 && except !== "topic") parts.push(anyOf(ofTopics(topics)));
  if (providers.length > 0 && except !== "provider") parts.push(anyOf(ofProviders(providers)));
  if (types.length > 0 && except !== "type") parts.push(anyOf(ofTypes(types)));
  const unwanted = [...ofTopics(not.topics), ...ofProviders(not.providers), ...ofTypes(not.types)];
  if (unwanted.length > 0) parts.push(noneOf(anyOf(unwanted)));
  const spans = [
    ...(from && until && !isDate(except) ? [span(STEPS.month, from.getTime(), until.getTime())] : []),
    ...(quality.min === null && quality.max === null ? [] : [span(STEPS.quality, quality.min, quality.max)]),
    ...(heat.min === null && heat.max === null ? [] : [span(STEPS.heat, heat.min, heat.max)]),
  ];
  // They only narrow down: the conditions on rows are exact.
  for (const lexemes of spans) if (lexemes && lexemes.length > 0) parts.push(anyOf(lexemes.map(quoted)));
  return parts;
}

const span = (steps: Steps, least: number | null, most: number | null) =>
  steps.between(steps.step(least ?? Number.NEGATIVE_INFINITY), steps.step(most ?? Number.POSITIVE_INFINITY));
