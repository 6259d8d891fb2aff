/** The other sources of the stories that a search found, and which of them it found as well. */
import { storyMembers } from "@/db/cards";
import type { Db } from "@/db/client";
import { coverageOf } from "../article/card";
import type { Coverage } from "../reading/types";
import type { Segment } from "./highlight";
import { type Hit, search } from "./index";
import { MAX_LIMIT, type SearchRequest } from "./parameters";

/** Another article of a hit's story. `marked` is its title where the search found it, too. */
export type Other = Coverage & { marked: Segment[] | null };

/** By id of the hit, those that match first. Hits that stand alone are left out. */
export async function otherSources(
  db: Db,
  hits: Hit[],
  asked: Pick<SearchRequest, "q" | "query" | "clauses">,
  now: Date,
): Promise<Map<number, Other[]>> {
  const stories = [...new Set(hits.flatMap(({ storyId }) => storyId ?? []))];
  if (stories.length === 0) return new Map();
  const members = await storyMembers(db, stories, now);
  // Only stories of which something else can be found are worth asking again.
  const more = stories.filter((id) => members.filter(({ storyId, isLive }) => isLive && storyId === id).length > 1);
  const found = await matching(db, asked, more, now);
  return new Map(
    hits.flatMap((hit) => {
      const others = members
        .filter(({ storyId, id }) => storyId === hit.storyId && id !== hit.id)
        .map((member) => ({ ...coverageOf(member), marked: found.get(member.id) ?? null }))
        .sort((a, b) => Number(b.marked !== null) - Number(a.marked !== null));
      return others.length > 0 ? [[hit.id, others] as const] : [];
    }),
  );
}

/** Marked titles of what the search finds in these stories. Without words to find, everything would match: none. */
async function matching(
  db: Db,
  asked: Pick<SearchRequest, "q" | "query" | "clauses">,
  stories: number[],
  now: Date,
): Promise<Map<number, Segment[]>> {
  if (stories.length === 0 || !asked.query.terms.some(({ not }) => !not)) return new Map();
  const filters = { ...asked.query.filters, stories };
  const query = { ...asked.query, filters, collapse: false, limit: MAX_LIMIT, offset: 0, facets: [] };
  const { hits } = await search(db, { ...asked, query }, now);
  return new Map(hits.map(({ id, highlights }) => [id, highlights.title]));
}
