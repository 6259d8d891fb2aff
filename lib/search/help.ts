/** Ways on from a search that finds nothing: what was meant, what to leave out, what is near. */
import type { Db } from "@/db/client";
import { nameKey } from "@/db/search-names";
import { site } from "../site";
import { correctedQuery } from "./corrected";
import { countAll } from "./count";
import { type Way, waysWithout } from "./drops";
import { namesNear } from "./names";
import { both, filtersOf, type SearchRequest } from "./parameters";
import type { SearchQuery } from "./port";
import { type Clause, parseQuery } from "./query";
import { words } from "./tokens";
import { type Correction, corrections } from "./vocabulary";

const MAX_QUERIES = 8;
const MAX_DROPS = 5;
const MAX_NAMES = 4;
/** Each word costs a look at all names. */
const MAX_NAME_TEXTS = 8;

export type SearchHelp = {
  /** The query as probably meant, with what it finds. */
  meant: { q: string; total: number } | null;
  /** What to leave out, with what is found then; most first. `q` and the parameters to remove say how to ask so. */
  drops: { label: string; q: string; without: string[]; total: number }[];
  topics: { id: string; name: string }[];
  providers: { domain: string; name: string }[];
};

type Correct = (db: Db, terms: SearchQuery["terms"], prefix: boolean, now: Date) => Promise<Correction[]>;

/**
 * Help for a search that found nothing. What it offers finds something.
 * @throws EngineUnavailable as a search does
 */
export async function searchHelp(
  db: Db,
  asked: SearchRequest,
  now: Date,
  correct: Correct = corrections,
): Promise<SearchHelp> {
  const saysNothing = asked.clauses.length === 0 && asked.q !== "";
  if (saysNothing) return { meant: null, drops: [], topics: [], providers: [] };
  const [counts, topics, providers] = await Promise.all([
    otherQueries(db, asked, now, correct),
    namesNear(db, "topic", nameTexts(asked.clauses, "topic"), { as: "word", now, limit: MAX_NAMES }),
    namesNear(db, "provider", nameTexts(asked.clauses, "site"), { as: "word", now, limit: MAX_NAMES }),
  ]);
  return {
    ...counts,
    topics: topics.map(({ value, name }) => ({ id: value, name })),
    providers: providers.map(({ value, name }) => ({ domain: value, name })),
  };
}

async function otherQueries(
  db: Db,
  asked: SearchRequest,
  now: Date,
  correct: Correct,
): Promise<Pick<SearchHelp, "meant" | "drops">> {
  const corrected = correctedQuery(asked.clauses, await correct(db, asked.query.terms, asked.query.prefix, now));
  const meant: Way[] = corrected === null ? [] : [{ label: "", q: corrected, chosen: asked.chosen, without: [] }];
  const ways = [...meant, ...(await waysWithout(db, asked, now))].slice(0, MAX_QUERIES);
  const totals = await countAll(
    db,
    ways.map((way) => queryOf(way, asked.query, now)),
    now,
  );
  const found = ways.map(({ label, q, without }, index) => ({ label, q, without, total: totals[index] ?? 0 }));
  const [first] = found.splice(0, meant.length);
  return {
    meant: first && first.total > 0 ? { q: first.q, total: first.total } : null,
    drops: found
      .filter(({ total }) => total > 0)
      .sort((a, b) => b.total - a.total)
      .slice(0, MAX_DROPS),
  };
}

/** As `searchRequest` would read it. */
function queryOf({ q, chosen }: Way, asked: SearchQuery, now: Date): SearchQuery {
  const clauses = parseQuery(q);
  const last = clauses.at(-1);
  return {
    ...asked,
    terms: clauses.filter((clause) => clause.kind === "text").map(({ kind, ...term }) => term),
    prefix: last?.kind === "text" && !last.phrase && !last.not,
    filters: both(filtersOf(clauses, { now, timeZone: site().timeZone }), chosen),
  };
}

/** What names may be near: what is sought, as a whole and by word, and the values of an operator. */
function nameTexts(clauses: Clause[], operator: "topic" | "site"): string[] {
  const values = clauses.flatMap((clause) => (clause.kind === operator && !clause.not ? clause.values : []));
  const sought = clauses.flatMap((clause) => (clause.kind === "text" && !clause.not ? [clause.text] : []));
  const single = sought.flatMap((text) => words(text));
  return [...values, sought.join(" "), ...single]
    .map(nameKey)
    .filter((text) => text.length >= SHORTEST_NAME_TEXT || /[^\p{ASCII}]/u.test(text))
    .slice(0, MAX_NAME_TEXTS);
}

/** Too many names begin with less. */
const SHORTEST_NAME_TEXT = 3;
