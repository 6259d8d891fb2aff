import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { urls } from "@/lib/urls";
import { untilAnswers } from "../answers";
import type { Bench, Engine } from "../bench";
import { closedLoop } from "../closed-loop";
import { publishingToken } from "../editor";
import { publicAddresses } from "../public-addresses";
import type { Line, Row } from "../row";

const ROUNDS = { full: 10, quick: 2 };
const SEARCH_WITHIN_MS = 1_000;
/** After that it counts as not shown at all. */
const SEARCH_LIMIT_MS = 20_000;
/** The load goes on until it is stopped. */
const LOAD_MS = 600_000;
/** Below it, publishing wants a confirmation. */
const GOOD_QUALITY = 60;
/** So many of the newest stand on every list's first page. */
const NEWEST = 20;

export const atOnce: Row = {
  id: "at-once",
  what: "Publish or unpublish, under load → next request of every page, feed and API; search",
  goal: "at once; 1 s",
  isQuick: true,
  async measure(bench) {
    const postgres = await ofEngine(bench, "postgres");
    if (!(await bench.meilisearch())) return postgres;
    return [...postgres, ...(await ofEngine(bench, "meilisearch")).slice(-1)];
  },
};

/** `stale`: answers that did not show the change, of how many; the slowest of the first ones, and of search. */
type Seen = { stale: string[]; asked: number; slowestMs: number; searchMs: number; changeMs: number };

async function ofEngine(bench: Bench, engine: Engine): Promise<Line[]> {
  const { db, portal, asked, say } = bench;
  const { origin } = await portal(engine);
  say(`  publishing, search with ${engine} …`);
  const stopping = new AbortController();
  const paths = ["/", urls.latest, urls.rss, urls.api.articles];
  const load = closedLoop({ origin, paths }, LOAD_MS, AbortSignal.any([stopping.signal, bench.signal])).catch(
    (error) => error,
  );
  const { token, revoke } = await publishingToken(db);
  const seen: Seen = { stale: [], asked: 0, slowestMs: 0, searchMs: 0, changeMs: 0 };
  try {
    const rounds = asked.isQuick ? ROUNDS.quick : ROUNDS.full;
    const chosen = await witnesses(db, origin);
    for (let round = 0; round < rounds; round++) {
      for (const witness of chosen) {
        await change(origin, witness, { token, isPublished: false, seen, bench });
        await change(origin, witness, { token, isPublished: true, seen, bench });
      }
    }
  } finally {
    await revoke();
    stopping.abort(new Error("done"));
  }
  const failure: unknown = await load;
  if (failure instanceof Error && failure.message !== "done") throw failure;
  const places = [...new Set(seen.stale)].join(", ");
  const note = `of ${seen.asked}${places ? ` (${places})` : ""}; a change takes up to ${seen.changeMs.toFixed(0)} ms, the slowest first answer ${seen.slowestMs.toFixed(0)} ms`;
  return [
    {
      what: "answers from before",
      measured: seen.stale.length,
      unit: "stale",
      goal: { of: "measured", most: 0 },
      note,
    },
    {
      what: `search with ${engine}, the slowest`,
      measured: seen.searchMs,
      unit: "ms",
      goal: { of: "measured", most: SEARCH_WITHIN_MS },
    },
  ];
}

/** An article and where it shows. */
type Witness = { slug: string; title: string; quality: number; paths: string[] };

/** One of the newest, for all lists by time, and the first of the front page. */
async function witnesses(db: Db, origin: string): Promise<Witness[]> {
  const lists = (await publicAddresses(db)).filter(
    ({ name }) => !["home", "topic", "provider", "article"].includes(name),
  );
  const [newest] = await db.execute<Omit<Witness, "paths"> & { topic: string; domain: string }>(sql`
    select slug, title, quality, (select topic_id from article_topic where article_id = found.id order by position limit 1) as topic,
           (select domain from provider where id = found.provider_id) as domain
      from (select * from article where state = 'published' order by published_at desc, id desc limit ${NEWEST}) found
     where quality >= ${GOOD_QUALITY} and not is_coverage limit 1`);
  const home = await (await fetch(origin)).text();
  const slug = decodeURIComponent(home.match(/<article.*?href="\/news\/([^"]+)"/s)?.[1] ?? "");
  const [first] = await db.execute<Omit<Witness, "paths">>(
    sql`select slug, title, quality from article where slug = ${slug}`,
  );
  if (!newest || !first) throw new Error("There are too few articles.");
  const ofAll = lists.map(({ path }) => path).filter((path) => !/^\/(topic|provider)\//.test(path));
  const own = [urls.topic(newest.topic), urls.provider(newest.domain)];
  const paths = [...ofAll, ...own, ...own.map((path) => `${path}${urls.rss}`), urls.article(newest.slug)];
  return [
    { ...newest, paths },
    { ...first, paths: [urls.home, urls.article(first.slug), urls.api.article(first.slug)] },
  ];
}

type Change = { token: string; isPublished: boolean; seen: Seen; bench: Bench };

/** Makes it, and asks each place once, right after. */
async function change(
  origin: string,
  { slug, title, quality, paths }: Witness,
  { token, isPublished, seen, bench }: Change,
) {
  const url = `${origin}/api/v1/admin/articles/${encodeURIComponent(slug)}/${isPublished ? "publish" : "unpublish"}`;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const began = performance.now();
  const body = JSON.stringify(isPublished ? { confirmed: quality } : {});
  const answer = await fetch(url, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
  const changed = performance.now();
  seen.changeMs = Math.max(seen.changeMs, changed - began);
  const search = `${origin}/api/v1/search?${new URLSearchParams({ q: title })}`;
  const isRight = async (found: Response) => (await found.text()).includes(slug) === isPublished;
  const searched = async () => {
    await untilAnswers(search, bench.signal, isRight, SEARCH_LIMIT_MS);
    seen.searchMs = Math.max(seen.searchMs, performance.now() - changed);
  };
  const viewed = async (path: string) => {
    const asked = performance.now();
    const page = await fetch(origin + path);
    const shows = (await page.text()).includes(slug) && page.status === 200;
    seen.asked += 1;
    seen.slowestMs = Math.max(seen.slowestMs, performance.now() - asked);
    if (shows !== isPublished) seen.stale.push(path);
  };
  await Promise.all([searched(), ...paths.map(viewed)]);
}
