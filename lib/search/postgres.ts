/** The engine over Postgres's own full-text search. Its documents are written with each change (index-articles.ts). */
import type { Db } from "@/db/client";
import { providerIds } from "@/db/provider-ids";
import { type Found, isTooSlow, type SearchOrder, searching } from "@/db/search";
import { ranked } from "@/db/search-rank";
import { type Asked, askedOf } from "./asked";
import { isChosen } from "./chosen";
import { type Expansion, expansionOf, widerExpansion } from "./expansion";
import { collapsed, find, firstMatches, firstOfStories, type Matches } from "./find";
import { type EngineResult, EngineUnavailable, type SearchEngine, type SearchQuery } from "./port";
import type { SynonymGroups } from "./synonym-runs";
import { allOf } from "./tsquery";

/** So many of the hottest matches, and of those with all words in the title, are ranked; the others follow by `hot`. */
const RANKED = 300;
const STATEMENT_TIMEOUT_MS = 5_000;
const ORDERS = { relevance: "hot", newest: "newest", top: "top" } as const satisfies Record<string, SearchOrder>;

/** @param timeZone in which years and months are counted */
export function postgresEngine(
  db: Db,
  timeZone: string,
  { synonyms = [] }: { synonyms?: SynonymGroups } = {},
): SearchEngine {
  return {
    name: "postgres",
    async search(queries, now) {
      try {
        return await searching(db, STATEMENT_TIMEOUT_MS, async (tx) => {
          const results: EngineResult[] = [];
          for (const query of queries) results.push(await answer(tx, query, { now, timeZone, synonyms }));
          return results;
        });
      } catch (error) {
        if (isTooSlow(error)) throw new EngineUnavailable("The search took too long.", { cause: error });
        throw error;
      }
    },
  };
}

type Setting = { now: Date; timeZone: string; synonyms: SynonymGroups };

async function answer(tx: Db, query: SearchQuery, setting: Setting): Promise<EngineResult> {
  const { terms, prefix, filters } = query;
  const ids = await providerIds(tx, [...filters.providers, ...filters.not.providers]);
  const first = await expansionOf(tx, terms, prefix, setting.now);
  const ask = (expansion: Expansion) =>
    found(tx, query, askedOf(query, { ...setting, expansion, providerIds: ids }), setting);
  const result = await ask(first);
  if (result.total > 0 || terms.length === 0) return result;
  const wider = await widerExpansion(tx, terms, prefix, first, setting.now);
  return wider ? ask(wider) : result;
}

async function found(tx: Db, query: SearchQuery, asked: Asked, setting: Setting): Promise<EngineResult> {
  const { filters, facets, limit } = query;
  const order = ORDERS[query.sort];
  const chosen = [...filters.topics, ...filters.providers, ...filters.types];
  const isOwn = (facet: (typeof facets)[number]) => isChosen(filters, facet);
  const wanted = { ...setting, order, chosen, grouped: query.collapse };
  const main = await find(tx, asked.conditions(), {
    ...wanted,
    take: limit === 0 ? 0 : enough(query, asked),
    facets: facets.filter((facet) => !isOwn(facet)),
  });
  const counts = { ...main.facets };
  for (const facet of facets.filter(isOwn)) {
    const others = await find(tx, asked.conditions(facet), { ...wanted, take: 0, facets: [facet], grouped: false });
    counts[facet] = others.facets[facet];
  }
  return {
    ids: limit === 0 ? [] : await page(tx, query, asked, main, wanted),
    total: main.total,
    groups: query.collapse ? main.groups : main.total,
    approximate: main.approximate,
    facets: counts,
  };
}

const isRanked = ({ sort }: SearchQuery, { title }: Asked) => sort === "relevance" && title !== null;
/** With `collapse`, members of one story take one place together. */
const perGroup = ({ collapse }: SearchQuery) => (collapse ? 2 : 1);
const enough = (query: SearchQuery, asked: Asked) =>
  (query.offset + query.limit) * perGroup(query) + (isRanked(query, asked) ? RANKED : 0);

type Ordering = { now: Date; timeZone: string; order: SearchOrder; chosen: string[]; grouped: boolean };

async function page(tx: Db, query: SearchQuery, asked: Asked, main: Matches, ordering: Ordering): Promise<number[]> {
  const { offset, limit, collapse } = query;
  const inOrder = isRanked(query, asked) ? await best(tx, asked, main.found, main, ordering) : main.found;
  let all = collapse ? collapsed(inOrder) : inOrder;
  if (collapse && all.length < offset + limit && main.found.length < main.total) {
    // Large stories took the places: what follows are the stories that have none of the first.
    const heads = { ...ordering, facets: [], take: offset + limit };
    all = collapsed([...inOrder, ...(await firstOfStories(tx, asked.conditions(), heads, main))]);
  }
  return all.slice(offset, offset + limit).map(({ id }) => id);
}

/** The hottest matches and those with all words in the title by how well they match, then the others as they are. */
async function best(tx: Db, asked: Asked, hottest: Found[], main: Matches, ordering: Ordering): Promise<Found[]> {
  const pool = hottest.slice(0, RANKED);
  if (main.total > RANKED && asked.title) {
    const conditions = asked.conditions();
    const titled = { ...conditions, tsquery: allOf([conditions.tsquery, asked.title]) };
    pool.push(...(await firstMatches(tx, titled, { ...ordering, facets: [], take: RANKED }, !main.approximate)));
  }
  const first = await ranked(tx, [...new Set(pool.map(({ id }) => id))], asked.ranking);
  const isFirst = new Set(first.map(({ id }) => id));
  return [...first, ...hottest.filter(({ id }) => !isFirst.has(id))];
}
