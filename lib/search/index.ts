/** Search as the portal uses it: an engine finds, Postgres says what of it is live, highlights are made here. */
import type { Db } from "@/db/client";
import { storiesByIds } from "../reading/stories";
import type { Story } from "../reading/types";
import { answer } from "./choice";
import { correctedQuery } from "./corrected";
import { type FacetCounts, namedFacets } from "./facets";
import { highlight, type Segment } from "./highlight";
import type { SearchRequest } from "./parameters";
import type { EngineResult, SearchEngine } from "./port";
import { resolveFilters } from "./resolve";
import { corrections } from "./vocabulary";

/** For readers, when the engine that should have answered did not. */
const RESERVE_NOTE =
  "The search engine is taking a break. Our database answers meanwhile, and may order results otherwise.";
const NOTHING: EngineResult = { ids: [], total: 0, groups: 0, approximate: false, facets: {} };

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
  /** The query as it was probably meant, when it says something else. */
  suggestion: string | null;
  /** Time that the search took here. */
  tookMs: number;
};

type Asked = Pick<SearchRequest, "q" | "query" | "clauses">;

/** What a request finds. Text without a letter or digit finds nothing; no text at all finds everything. */
export async function search(db: Db, { q, query, clauses }: Asked, now: Date): Promise<SearchResult> {
  const started = performance.now();
  const resolved = { ...query, filters: await resolveFilters(db, query.filters) };
  const saysNothing = q !== "" && clauses.length === 0;
  const [{ results, engine, isReserve }, corrected] = await Promise.all([
    answer(db, saysNothing ? [] : [resolved], now),
    corrections(db, query.terms, query.prefix),
  ]);
  const [found = NOTHING] = results;
  const { ids, total, groups, approximate, facets } = found;
  const [stories, named] = await Promise.all([storiesByIds(db, ids, now), namedFacets(db, facets, resolved.filters)]);
  const hits = stories.map((story) => {
    const [title, excerpt] = highlight([story.title, story.excerpt], query.terms);
    return { ...story, highlights: { title, excerpt } };
  });
  return {
    hits,
    total,
    groups,
    approximate,
    facets: named,
    engine,
    note: isReserve ? RESERVE_NOTE : null,
    suggestion: total > 0 ? correctedQuery(clauses, corrected) : null,
    tookMs: Math.round(performance.now() - started),
  };
}
