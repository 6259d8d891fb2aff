/** Search as the portal uses it: an engine finds, Postgres says what of it is live, highlights are made here. */
import type { Db } from "@/db/client";
import { storiesByIds } from "../reading/stories";
import type { Story } from "../reading/types";
import { site } from "../site";
import { highlight, type Segment } from "./highlight";
import type { SearchRequest } from "./parameters";
import type { EngineResult, SearchEngine } from "./port";
import { postgresEngine } from "./postgres";

const NOTHING: EngineResult = { ids: [], total: 0, facets: { topic: [], provider: [], type: [], year: [] } };

export type Hit = Story & { highlights: { title: Segment[]; excerpt: Segment[] } };
export type SearchResult = {
  hits: Hit[];
  total: number;
  facets: EngineResult["facets"];
  engine: SearchEngine["name"];
  /** Time that the search took here. */
  tookMs: number;
};

/** What a request finds. Text without a letter or digit finds nothing; no text at all finds everything. */
export async function search(
  db: Db,
  { q, query }: Pick<SearchRequest, "q" | "query">,
  now: Date,
): Promise<SearchResult> {
  const started = performance.now();
  const engine = postgresEngine(db, site().timeZone);
  const saysNothing = q !== "" && query.terms.length === 0;
  const { ids, total, facets } = saysNothing ? NOTHING : await engine.search(query, now);
  const stories = await storiesByIds(db, ids, now);
  const hits = stories.map((story) => ({
    ...story,
    highlights: { title: highlight(story.title, query.terms), excerpt: highlight(story.excerpt, query.terms) },
  }));
  return { hits, total, facets, engine: engine.name, tookMs: Math.round(performance.now() - started) };
}
