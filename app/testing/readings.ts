/** How much a query of the public may read, and which may read more. */
import type { Plan } from "@/db/testing/plans";
import type { Statement } from "@/db/testing/recording";

/** Rows: some documents of a feed, or what is looked through for a page when few match. */
const MAX_READ = 6_000;
const MAX_SORTED = 6_000;

export type Exception = {
  /** Part of the statement, with single spaces. */
  of: RegExp;
  because: string;
  /** So many rows, beside those of `perArticle`. */
  read?: number;
  /** So many times all articles; topics of an article are rows of their own. */
  perArticle?: number;
  sorted?: number | "all";
  /** Tables that it may read from end to end. */
  scans?: string[];
};

export const EXCEPTIONS: Exception[] = [
  {
    of: /from article_topic where published group by topic_id/,
    because: "counts the articles of all topics in a table of narrow rows",
    perArticle: 2.5,
    scans: ["article_topic"],
  },
  {
    of: /with recursive .* parent as/,
    because: "counts the articles below all topics that have others below them, each once, in an index alone",
    perArticle: 2.5,
    sorted: "all",
  },
  {
    of: /select \( ?\(select count\((\*|distinct listed\.article_id)\) from article_topic listed where listed\.topic_id in/,
    because: "counts the articles of a topic and those below it, each once, in an index alone",
    perArticle: 1,
    sorted: "all",
  },
  {
    of: /select count\(distinct "article"\."provider_id"\) from article_topic listed/,
    because: "the providers of up to FEW articles of a topic (db/news-counts.ts)",
    read: 200_000,
    sorted: 50_000,
  },
  {
    of: /group by "article"\."provider_id"\) counted/,
    because: "counts the articles of all providers along an index",
    perArticle: 1,
  },
  {
    of: /generate_series.* select count\(\*\)::int as articles from "article"/,
    because: "counts the articles of each month along an index",
    perArticle: 1,
  },
  {
    of: /^select count\(\*\)::int as count from "article"/,
    because: "counts all articles for whoever watches the portal, along an index",
    perArticle: 1,
  },
  {
    of: /string_agg\(int8send/,
    because: "the order of the whole compatible list, read once by each process, which then follows changes",
    perArticle: 3.5,
    sorted: "all",
    scans: ["article", "article_topic"],
  },
  {
    of: /as part, max\("article"\."changed_at"\)/,
    because: "the last change of each part of the sitemap, along an index",
    perArticle: 1.1,
  },
  {
    of: /where "article"\."id" >= \$\d+::bigint and "article"\."id" < \$\d+::bigint/,
    because: "a part of the sitemap has so many articles (ARTICLES_A_PART)",
    read: 10_000,
  },
  {
    of: /as "changedAt" from (below|"provider") cross join lateral/,
    because: "30 articles of each topic or provider, however many articles there are",
    read: 100_000,
  },
  {
    of: /from article_search/,
    because: "a search counts up to MAX_COUNTED matches and sorts up to MAX_SORTED (lib/search/find.ts)",
    read: 60_000,
    sorted: 20_000,
  },
  {
    of: /with recursive below.*least\(counted\.articles/,
    because: "up to NAMES_COUNT_UP_TO of each of a few topics, and of those below them",
    read: 30_000,
    sorted: 20_000,
  },
  {
    of: /from "outbox"|from outbox/,
    because: "what waits for the worker, which is little",
    scans: ["outbox"],
  },
  {
    of: /json_array_elements_text\(.*wanted\(topic_id\).* coalesce\((quality|heat), -1000000000\) >= \$/,
    because: "the feed of a topic with minimums reads on in the topic until it has enough",
    perArticle: 1,
  },
  {
    of: /unnest\(array\[.*wanted\(topic_id\).* "article"\."type" in/,
    because: "the newest of a topic with several filters: reads on in the topic until it has enough",
    perArticle: 1,
  },
  {
    of: /coalesce\(quality, -1000000000\) >= \$.* order by coalesce\("article"\."heat", 0\)/,
    because: "the hottest of a quality: reads on in the order by heat until it has enough",
    perArticle: 2,
  },
];

/** Indexes that are not missed by themselves: which do their work then, and are dropped with them to see it. */
export const STAND_INS: Record<string, string[]> = {
  article_latest: ["article_state"],
  article_state: ["article_latest"],
  article_quality: ["article_heat"],
};

/** Indexes without which the public reads within its bounds all the same. */
export const UNMISSED: Record<string, string> = {
  article_search_story: "a search reads so many documents anyway",
  outbox_untried: "what waits for the worker is little",
};

const exceptionOf = ({ text }: Statement) => {
  const line = text.replace(/\s+/g, " ").trim();
  return EXCEPTIONS.find(({ of }) => of.test(line));
};

/** What is wrong with how a statement is answered, with so many articles there; and the exception that it needed. */
export function judged(
  statement: Statement,
  { read, sorted, scanned }: Plan,
  articles: number,
): { faults: string[]; needed: Exception | null } {
  const strict = faultsOf({ read, sorted, scanned }, { read: MAX_READ, sorted: MAX_SORTED, scans: [] });
  if (strict.length === 0) return { faults: [], needed: null };
  const needed = exceptionOf(statement) ?? null;
  if (!needed) return { faults: strict, needed };
  const faults = faultsOf(
    { read, sorted, scanned },
    {
      read: Math.max(MAX_READ, needed.read ?? 0) + (needed.perArticle ?? 0) * articles,
      sorted: needed.sorted === "all" ? Number.POSITIVE_INFINITY : (needed.sorted ?? MAX_SORTED),
      scans: needed.scans ?? [],
    },
  );
  return { faults, needed };
}

function faultsOf(
  { read, sorted, scanned }: Pick<Plan, "read" | "sorted" | "scanned">,
  most: { read: number; sorted: number; scans: string[] },
): string[] {
  return [
    ...[...scanned].filter((table) => !most.scans.includes(table)).map((table) => `reads all of ${table}`),
    ...(read > most.read ? [`reads ${Math.round(read)} rows`] : []),
    ...(sorted > most.sorted ? [`sorts ${Math.round(sorted)} rows`] : []),
  ];
}
