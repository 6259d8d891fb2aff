/** Search as the portal uses it: an engine finds, Postgres says what of it is live, highlights are made here. */
import type { Db } from "@/db/client";
import { storiesByIds } from "../reading/stories";
import type { Story } from "../reading/types";
import { answer } from "./choice";
import { correctedQuery, correctedTerms } from "./corrected";
import { haveAllWords } from "./expansion";
import { type FacetCounts, namedFacets } from "./facets";
import { highlight, type Segment } from "./highlight";
import type { SearchRequest } from "./parameters";
import type { EngineResult, SearchEngine, SearchQuery, Term } from "./port";
import { resolveFilters } from "./resolve";
import { withoutSmallWords } from "./small-words";
import { UNAVAILABLE_NOTE } from "./unavailable";
import { type Correction, corrections } from "./vocabulary";

/** For readers, when the engine that should have answered did not. */
const RESERVE_NOTE =
  "The search engine is taking a break. Our database answers meanwhile, and may order results otherwise.";
const NOTHING: EngineResult = { ids: [], total: 0, groups: 0, approximate: false, facets: {} };
const NOT_ASKED = {
  found: NOTHING,
  engine: "postgres" as const,
  isReserve: false,
  terms: [],
  left: [],
  isMeant: false,
};

export type Hit = Story & { highlights: { title: Segment[]; excerpt: Segment[] } };
export type SearchResult = {
  hits: Hit[];
  /** Articles that match. */
  total: number;
  /** What there is to page through. */
  groups: number;
  approximate: boolean;
  facets: FacetCounts;
  engine: SearchEngine["name"];
  /** The engine that should have answered did not: a sentence for readers. */
  note: string | null;
  /** Words that were left out, since with them nothing was found. */
  left: string[];
  /** The query as it was probably meant, when it says something else. */
  suggestion: string | null;
  /** The query as meant, where what is shown was found for it, since as typed nothing was. */
  shownFor: string | null;
  /** Time that the search took here. */
  tookMs: number;
};

/** What pages show where no engine answered. */
export const UNAVAILABLE: SearchResult = {
  hits: [],
  total: 0,
  groups: 0,
  approximate: false,
  facets: { topic: [], provider: [], type: [], year: [], month: [] },
  engine: "postgres",
  note: UNAVAILABLE_NOTE,
  left: [],
  suggestion: null,
  shownFor: null,
  tookMs: 0,
};

type Asked = Pick<SearchRequest, "q" | "query" | "clauses">;

/** What a request finds. Text without a letter or digit finds nothing; no text at all finds everything. */
export async function search(db: Db, { q, query, clauses }: Asked, now: Date): Promise<SearchResult> {
  const started = performance.now();
  const resolved = { ...query, filters: await resolveFilters(db, query.filters) };
  const saysNothing = q !== "" && clauses.length === 0;
  const wrong = once(() => corrections(db, query.terms, query.prefix, now));
  const read = storiesOnce(db, now);
  const early = (ids: number[]) => void read(ids).catch(() => {});
  const answered = saysNothing ? null : await foundFor(db, resolved, now, { wrong, early });
  const { found, engine, isReserve, terms, left, isMeant } = answered ?? NOT_ASKED;
  const { ids, total, groups, approximate, facets } = found;
  const [stories, named] = await Promise.all([read(ids), namedFacets(db, facets, resolved.filters)]);
  const hits = stories.map((story) => {
    const [title, excerpt] = highlight([story.title, story.excerpt], terms);
    return { ...story, highlights: { title, excerpt } };
  });
  // Most queries have no wrong word, and what they find shows it: then nothing needs to be looked up.
  const isRight = haveAllWords(stories.flatMap(wordsShown), query.terms, query.prefix);
  const suggestion = total > 0 && !isRight ? correctedQuery(clauses, await wrong()) : null;
  return {
    hits,
    total,
    groups,
    approximate,
    facets: named,
    engine,
    note: isReserve ? RESERVE_NOTE : null,
    left,
    suggestion,
    shownFor: isMeant ? suggestion : null,
    tookMs: Math.round(performance.now() - started),
  };
}

/** Texts of an article that readers and engines see alike. */
const wordsShown = ({ title, excerpt, provider, topics }: Story) => [
  title,
  excerpt,
  provider.name,
  ...topics.map(({ name }) => name),
];

/** Reads stories, once for the same ids: an engine may tell them before all is counted. */
function storiesOnce(db: Db, now: Date): (ids: number[]) => Promise<Story[]> {
  let last: { ids: string; stories: Promise<Story[]> } | null = null;
  return (ids) => {
    const key = ids.join();
    if (last?.ids !== key) last = { ids: key, stories: storiesByIds(db, ids, now) };
    return last.stories;
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

/** What matches all words; where nothing does, what matches them as probably meant, or those that say something. */
async function foundFor(
  db: Db,
  query: SearchQuery,
  now: Date,
  { wrong, early }: { wrong: () => Promise<Correction[]>; early: (ids: number[]) => void },
) {
  const ask = async (terms: Term[], { left = [] as string[], isMeant = false } = {}) => {
    const { results, ...who } = await answer(db, [{ ...query, terms }], now, { early });
    return { ...who, found: results[0] ?? NOTHING, terms, left, isMeant };
  };
  const asTyped = await ask(query.terms);
  if (asTyped.found.total > 0) return asTyped;
  const meant = correctedTerms(query.terms, await wrong());
  const fewer = withoutSmallWords(meant ?? query.terms);
  for (const next of [meant && { terms: meant, left: [] }, fewer]) {
    const answered = next && (await ask(next.terms, { left: next.left, isMeant: meant !== null }));
    if (answered && answered.found.total > 0) return answered;
  }
  return asTyped;
}
