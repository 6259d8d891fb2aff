/** Search as the portal uses it: an engine finds, Postgres says what of it is live, highlights are made here. */
import type { Db } from "@/db/client";
import { storiesByIds } from "../reading/stories";
import type { Story } from "../reading/types";
import { site } from "../site";
import { type FacetCounts, namedFacets } from "./facets";
import { highlight, type Segment } from "./highlight";
import type { SearchRequest } from "./parameters";
import type { EngineResult, SearchEngine } from "./port";
import { postgresEngine } from "./postgres";
import { resolveFilters } from "./resolve";

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
  const engine = postgresEngine(db, site().timeZone);
  const saysNothing = q !== "" && clauses.length === 0;
  const resolved = { ...query, filters: await resolveFilters(db, query.filters) };
  const [found = NOTHING] = saysNothing ? [] : await engine.search([resolved], now);
  const { ids, total, groups, approximate, facets } = found;
  const stories = await storiesByIds(db, ids, now);
  const hits = stories.map((story) => {
    const [title, excerpt] = highlight([story.title, story.excerpt], query.terms);
    return { ...story, highlights: { title, excerpt } };
  });
  return {
    hits,
    total,
    groups,
    approximate,
    facets: await namedFacets(db, facets, resolved.filters),
    engine: engine.name,
    note: null,
    suggestion: null,
    tookMs: Math.round(performance.now() - started),
  };
}
