/** Search as the portal uses it: an engine finds, Postgres says what of it is live, highlights are made here. */
import type { Db } from "@/db/client";
import { storiesByIds } from "../reading/stories";
import type { Story } from "../reading/types";
import { site } from "../site";
import { highlight, type Segment } from "./highlight";
import type { EngineResult, SearchEngine, SearchQuery } from "./port";
import { postgresEngine } from "./postgres";

export type Hit = Story & { highlights: { title: Segment[]; excerpt: Segment[] } };
export type SearchResult = {
  hits: Hit[];
  total: number;
  facets: EngineResult["facets"];
  engine: SearchEngine["name"];
  /** Time that the search took here. */
  tookMs: number;
};

export async function search(db: Db, query: SearchQuery, now: Date): Promise<SearchResult> {
  const started = performance.now();
  const engine = postgresEngine(db, site().timeZone);
  const { ids, total, facets } = await engine.search(query, now);
  const stories = await storiesByIds(db, ids, now);
  const hits = stories.map((story) => ({
    ...story,
    highlights: { title: highlight(story.title, query.terms), excerpt: highlight(story.excerpt, query.terms) },
  }));
  return { hits, total, facets, engine: engine.name, tookMs: Math.round(performance.now() - started) };
}
