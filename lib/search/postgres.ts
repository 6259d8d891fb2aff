/** The engine over Postgres's own full-text search. Its documents are written with each change (index-articles.ts). */
import type { Db } from "@/db/client";
import { type FacetRow, searchFacets, searchIds } from "@/db/search";
import { quoted, stemLexeme } from "./lexemes";
import type { EngineResult, SearchEngine, SearchQuery } from "./port";
import { words } from "./tokens";

const FACET_VALUES = 100;

export function postgresEngine(db: Db, timeZone: string): SearchEngine {
  return {
    name: "postgres",
    search: (queries, now) => Promise.all(queries.map((query) => one(db, query, now, timeZone))),
  };
}

async function one(db: Db, query: SearchQuery, now: Date, timeZone: string): Promise<EngineResult> {
  const conditions = { ...query.filters, tsquery: tsqueryOf(query) };
  const [{ ids, total }, rows] = await Promise.all([
    searchIds(db, conditions, { now, order: query.sort, limit: query.limit, offset: query.offset }),
    searchFacets(db, conditions, { now, timeZone, limit: FACET_VALUES }),
  ]);
  const counts = (facet: FacetRow["facet"]) =>
    rows.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count }));
  return {
    ids,
    total,
    groups: total,
    approximate: false,
    facets: {
      topic: counts("topic"),
      provider: counts("provider"),
      type: counts("type"),
      year: counts("year").sort((a, b) => Number(a.value) - Number(b.value)),
    },
  };
}

function tsqueryOf({ terms, prefix }: SearchQuery): string {
  return terms
    .map(({ text, phrase, not }, index) => {
      const sought = words(text);
      const isLast = prefix && index === terms.length - 1;
      const either = phrase
        ? sought.map(quoted).join(" <-> ")
        : sought
            .map(
              (word, at) =>
                `(${quoted(word)} | ${quoted(stemLexeme(word))}${isLast && at === sought.length - 1 ? ` | ${quoted(word)}:*` : ""})`,
            )
            .join(" & ");
      return not ? `!(${either})` : `(${either})`;
    })
    .join(" & ");
}
