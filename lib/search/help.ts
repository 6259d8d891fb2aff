/** Ways on from a search that found nothing. */
import type { Db } from "@/db/client";
import { search } from "./index";
import type { SearchRequest } from "./parameters";
import { printQuery } from "./query";

export type SearchHelp = {
  /** The query as probably meant, with what it finds. */
  meant: { q: string; total: number } | null;
  /** What to leave out, with what would be found then; most first. */
  drops: { label: string; q: string; without: string[]; total: number }[];
  topics: { id: string; name: string }[];
  providers: { domain: string; name: string }[];
};

export async function searchHelp(db: Db, asked: SearchRequest, now: Date): Promise<SearchHelp> {
  const drops = await Promise.all(
    asked.clauses.slice(0, 5).map(async (clause, index) => {
      const clauses = asked.clauses.filter((_, at) => at !== index);
      const terms = clauses.filter((one) => one.kind === "text").map(({ kind, ...term }) => term);
      const { total } = await search(
        db,
        { q: printQuery(clauses), clauses, query: { ...asked.query, terms, limit: 0 } },
        now,
      );
      return { label: printQuery([clause]), q: printQuery(clauses), without: [], total };
    }),
  );
  return {
    meant: null,
    drops: drops.filter(({ q, total }) => q && total > 0).sort((a, b) => b.total - a.total),
    topics: [],
    providers: [],
  };
}
