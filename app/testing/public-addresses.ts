/** Every file of the app that answers the public, with addresses that between them make it ask all it can ask. */
import { readdirSync } from "node:fs";
import { relative, sep } from "node:path";

/** What there is to ask for, read from the database that is asked. */
export type Known = {
  /** In a story, not in one, of a large provider. */
  slugs: string[];
  largeTopic: string;
  smallTopic: string;
  largeProvider: string;
  smallProvider: string;
  month: string;
  pictureKey: string;
  word: string;
  rareWord: string;
  /** Cursors deep in the lists, by `front`, `time` and `heat`. */
  deep: { front: string; time: string; heat: string };
  lastPage: number;
};

/** Not of the public, or asked with a session. */
const ELSEWHERE = /^(admin|sign-in|api\/newsroom|api\/auth|api\/v1\/admin)\//;
const ANSWERS = /(^|\/)(page|route)\.tsx?$/;

/** Files below `app` that answer the public, as they are named in {@link addresses}. */
export function publicFiles(app: string): string[] {
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .map((file) => relative(app, `${app}${sep}${file}`).replaceAll(sep, "/"))
    .filter((file) => ANSWERS.test(file) && !ELSEWHERE.test(file))
    .sort();
}

/** What stands in an address's segments, as Next gives it to the file. */
export function paramsOf(file: string, address: string): Record<string, string | string[]> {
  const params: Record<string, string | string[]> = {};
  const given = new URL(address, "http://localhost").pathname.split("/").filter(Boolean).map(decodeURIComponent);
  const segments = file
    .split("/")
    .slice(0, -1)
    .filter((segment) => !/^\(.*\)$/.test(segment));
  for (const [place, segment] of segments.entries()) {
    const rest = /^\[?\[\.\.\.(\w+)\]\]?$/.exec(segment)?.[1];
    const one = /^\[(\w+)\]$/.exec(segment)?.[1];
    if (rest && given.length > place) params[rest] = given.slice(place);
    if (one) params[one] = given[place] ?? "";
  }
  return params;
}

const FEEDS = ["rss.xml", "atom.xml", "feed.json"];
const MINIMUMS = ["", "?quality=100", "?heat=115", "?quality=200", "?quality=110&heat=110"];

/** By file: addresses from `/` on. None for what asks nothing, which is found out, too. */
export function addresses(known: Known): Record<string, string[]> {
  const { deep, word, rareWord } = known;
  const topics = [known.largeTopic, known.smallTopic];
  const providers = [known.largeProvider, known.smallProvider];
  const feed = (of: string, file: string) =>
    MINIMUMS.flatMap((asked) => [
      `${of}/${file}${asked}`,
      `${of}/${file}?${new URLSearchParams([...new URLSearchParams(asked), ["before", deep.time]])}`,
    ]);
  const searches = [
    "",
    `?q=${word}`,
    `?q=${rareWord}`,
    `?q=${word.slice(0, 2)}`,
    `?q=${word} ${rareWord}&topic=${topics[0]}`,
    `?q="${word}"&provider=${providers[0]}&type=video&from=2020&to=2024`,
    `?q=${rareWord}x&sort=newest`,
    "?q=qzxqzx the",
    `?q=topic:${topics[1]} quality:>80`,
    `?q=-${word}&sort=top`,
    `?sort=newest&page=40`,
    `?provider=${providers[1]}&sort=top`,
  ].map((query) => query.replaceAll(" ", "%20").replaceAll('"', "%22"));
  const files: Record<string, string[]> = {
    "(public)/[[...older]]/page.tsx": ["/", `/older/${deep.front}`],
    "(public)/latest/[[...older]]/page.tsx": ["/latest", `/latest/older/${deep.time}`],
    "(public)/top/[period]/[[...older]]/page.tsx": [
      ...["day", "week", "month", "year", "all"].map((period) => `/top/${period}`),
      `/top/all/older/${deep.heat}`,
      `/top/year/older/${deep.heat}`,
    ],
    "(public)/topics/[[...rest]]/page.tsx": ["/topics"],
    "(public)/topic/[id]/[[...older]]/page.tsx": [
      ...topics.flatMap((id) => [`/topic/${id}`, `/topic/${id}/older/${deep.time}`]),
      `/topic/once-${topics[1]}`,
      "/topic/nothing",
    ],
    "(public)/providers/[[...rest]]/page.tsx": ["/providers"],
    "(public)/provider/[domain]/[[...older]]/page.tsx": [
      ...providers.flatMap((domain) => [`/provider/${domain}`, `/provider/${domain}/older/${deep.time}`]),
      `/provider/once-${providers[1]}`,
      "/provider/nothing.example",
    ],
    "(public)/archive/[[...month]]/page.tsx": [
      "/archive",
      `/archive/${known.month}`,
      `/archive/${known.month}/older/${deep.time}`,
    ],
    "(public)/news/[slug]/page.tsx": [
      ...known.slugs.map((slug) => `/news/${slug}`),
      "/news/once-20",
      "/news/gone-20",
      "/news/nothing",
    ],
    "(public)/search/page.tsx": searches.map((query) => `/search${query}`),
    "(public)/feeds/[[...rest]]/page.tsx": ["/feeds"],
    "(public)/feeds/read/[parameters]/[...feed]/page.tsx": [
      "/feeds/read/quality=100/rss.xml",
      `/feeds/read/before=${deep.time}/topic/${topics[0]}/atom.xml`,
    ],
    "(public)/feeds/search/[file]/page.tsx": [`/feeds/search/rss.xml?q=${word}`],
    "(public)/api/page.tsx": ["/api"],
    "(public)/reading-list/[[...rest]]/page.tsx": ["/reading-list"],
    "(public)/offline/[[...rest]]/page.tsx": ["/offline"],
    "(public)/about/[[...rest]]/page.tsx": ["/about"],
    "(public)/contact/[[...rest]]/page.tsx": ["/contact"],
    "(public)/imprint/[[...rest]]/page.tsx": ["/imprint"],
    "(public)/privacy/[[...rest]]/page.tsx": ["/privacy"],
    "api/[...path]/route.ts": ["/api/nothing"],
    "api/health/route.ts": ["/api/health"],
    "api/health/live/route.ts": ["/api/health/live"],
    "api/health/ready/route.ts": ["/api/health/ready"],
    "api/metrics/route.ts": ["/api/metrics"],
    "api/openapi.json/route.ts": ["/api/openapi.json"],
    "api/topics/index.json/route.ts": ["/api/topics/index.json"],
    "api/news/index.json/route.ts": ["/api/news/index.json"],
    "api/news/page/[n]/index.json/route.ts": [2, 11, 12, known.lastPage].map(
      (page) => `/api/news/page/${page}/index.json`,
    ),
    "api/news/[topicId]/page/[n]/index.json/route.ts": [
      ...topics.flatMap((id) => [1, 11, 12].map((page) => `/api/news/${id}/page/${page}/index.json`)),
      "/api/news/nothing/page/1/index.json",
      `/api/news/once-${topics[1]}/page/1/index.json`,
    ],
    "api/v1/articles/route.ts": articleQueries(known).map((query) => `/api/v1/articles${query}`),
    "api/v1/articles/[slug]/route.ts": [...known.slugs, "once-20", "gone-20", "nothing"].map(
      (slug) => `/api/v1/articles/${slug}`,
    ),
    "api/v1/topics/route.ts": ["/api/v1/topics"],
    "api/v1/providers/route.ts": ["/api/v1/providers"],
    "api/v1/search/route.ts": searches.slice(0, 4).map((query) => `/api/v1/search${query}`),
    "api/v1/suggest/route.ts": [
      word,
      word.slice(0, 2),
      rareWord,
      "smal",
      topics[0] ?? "",
      `topic:${topics[1]}`,
      `site:${providers[0]?.slice(0, 3)}`,
    ].map((q) => `/api/v1/suggest?${new URLSearchParams({ q })}`),
    "search/suggestions/route.ts": [`/search/suggestions?q=${word}`],
    "search/seen/route.ts": [],
    "sitemap.xml/route.ts": ["/sitemap.xml"],
    "sitemaps/[file]/route.ts": ["/sitemaps/lists.xml", "/sitemaps/articles-0.xml"],
    "news-sitemap.xml/route.ts": ["/news-sitemap.xml"],
    "opml.xml/route.ts": ["/opml.xml"],
    "opensearch.xml/route.ts": ["/opensearch.xml"],
    "robots.txt/route.ts": ["/robots.txt"],
    "manifest.webmanifest/route.ts": ["/manifest.webmanifest"],
    "indexnow/[key]/route.ts": ["/indexnow/key"],
    "isotherm/[seed]/route.ts": ["/isotherm/seed.svg"],
    "sample/[...path]/route.ts": ["/sample/images/none.svg"],
    "site-logo/[hash]/route.ts": [`/site-logo/${"0".repeat(64)}`],
    "images/[key]/[file]/route.ts": [`/images/${known.pictureKey}/640.webp`, `/images/${"0".repeat(32)}/640.webp`],
    "card/site.png/route.ts": [],
    "card/search.png/route.ts": [],
    "card/news/[file]/route.ts": known.slugs.slice(0, 1).map((slug) => `/card/news/${slug}.png`),
    "card/topic/[file]/route.ts": topics.map((id) => `/card/topic/${id}.png`),
    "card/provider/[file]/route.ts": providers.map((domain) => `/card/provider/${domain}.png`),
  };
  for (const file of FEEDS) {
    files[`${file}/route.ts`] = feed("", file);
    files[`topic/[id]/${file}/route.ts`] = topics.flatMap((id) => feed(`/topic/${id}`, file));
    files[`provider/[domain]/${file}/route.ts`] = providers.flatMap((domain) => feed(`/provider/${domain}`, file));
    files[`search/${file}/route.ts`] = searches.slice(0, 5).map((query) => `/search/${file}${query}`);
  }
  return files;
}

/** Each filter with each order, near the beginning and deep. */
function articleQueries({ largeTopic, smallTopic, largeProvider, smallProvider, deep, month }: Known): string[] {
  const filters: Record<string, string>[] = [
    {},
    { topic: largeTopic },
    { topic: smallTopic },
    { provider: largeProvider },
    { provider: smallProvider },
    { provider: `${smallProvider},${largeProvider}` },
    { type: "video" },
    { type: "nothing" },
    { minQuality: "118" },
    { minHeat: "118" },
    { minQuality: "1000" },
    { minHeat: "1000" },
    { from: month.replace("/", "-"), to: month.replace("/", "-") },
    { topic: smallTopic, provider: smallProvider },
    { topic: largeTopic, type: "podcast", minQuality: "110" },
  ];
  return filters.flatMap((filter) =>
    (["newest", "top"] as const).flatMap((sort) => {
      const asked = { ...filter, sort, limit: "25" };
      const after = sort === "top" ? deep.heat : deep.time;
      return [asked, { ...asked, after }].map((query) => `?${new URLSearchParams(query)}`);
    }),
  );
}
