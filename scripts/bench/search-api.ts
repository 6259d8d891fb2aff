/** Measures `/api/v1/search` at a fixed rate, and beside it the engine alone, asked the same. */
import type { Db } from "@/db/client";
import { liveSourcesAfter, type SourceRow } from "@/db/search-documents";
import { randomFrom } from "@/lib/random";
import type { MeilisearchAddress } from "@/lib/runtime/meilisearch";
import { requestsFor } from "./bare-meilisearch";
import { type Asked, client } from "./http";
import { type Latency, latency, openLoop, type Sample } from "./load";
import { type BenchQuery, benchQueries, MIXES } from "./queries";

export type Row = Latency & { engine: string; what: string };
export type Slow = { q: string; ms: number };

/** Articles that queries are made of: from so many places, so many each. */
const SAMPLE_PLACES = 50;
const SAMPLE_ROWS = 100;
/** More different queries than this are asked again. */
const MAX_QUERIES = 3_000;
const WARM_UP_SECONDS = 30;
const SLOWEST = 10;

export type Load = { rate: number; seconds: number; signal: AbortSignal };

/** Queries of the articles' own words. */
export async function queriesOf(db: Db, articles: number, { rate, seconds }: Load): Promise<BenchQuery[]> {
  const random = randomFrom("queries");
  const rows: SourceRow[] = [];
  for (let place = 0; place < SAMPLE_PLACES; place++) {
    const after = Math.floor(random() * Math.max(articles - SAMPLE_ROWS, 1));
    rows.push(...(await liveSourcesAfter(db, after, SAMPLE_ROWS, new Date())));
  }
  return benchQueries(rows, Math.min(MAX_QUERIES, rate * seconds), random);
}

/** Rows for all queries and for each mix, and what took longest. `others` are answers by another engine. */
export async function searchApi(
  engine: string,
  origin: string,
  queries: BenchQuery[],
  load: Load,
): Promise<{ rows: Row[]; slowest: Slow[] }> {
  const asked = queries.map(({ q }) => ({ path: `/api/v1/search?${new URLSearchParams({ q })}` }));
  const samples = await measured(origin, asked, load, (body) => body.includes(`"engine":"${engine}"`));
  const queryOf = ({ index }: Sample) => queries[index % queries.length];
  const what = "/api/v1/search";
  const ofMix = MIXES.map((mix) => ({
    engine,
    what: `  ${mix} words`,
    ...latency(samples.filter((sample) => queryOf(sample)?.mix === mix)),
  }));
  const slowest = samples
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST)
    .map((sample) => ({ q: queryOf(sample)?.q ?? "", ms: sample.ms }));
  return { rows: [{ engine, what, ...latency(samples) }, ...ofMix], slowest };
}

export async function bareMeilisearch(
  queries: BenchQuery[],
  place: { db: Db; address: MeilisearchAddress; indexUid: string; timeZone: string },
  load: Load,
): Promise<Row> {
  const asked = await requestsFor(
    queries.map(({ q }) => q),
    place,
  );
  const samples = await measured(place.address.url, asked, load, (body) => body.includes('"results"'));
  return { engine: "meilisearch", what: "the same requests, to it alone", ...latency(samples) };
}

async function measured(
  origin: string,
  asked: Asked[],
  { rate, seconds, signal }: Load,
  isRight: (body: string) => boolean,
): Promise<Sample[]> {
  const { ask, close } = client(origin);
  const send = async (index: number) => {
    const { status, body } = await ask(asked[index % asked.length] ?? { path: "/" });
    if (status !== 200) throw new Error(`It answers ${status}.`);
    return isRight(body);
  };
  try {
    // From the end of the list, so that nothing is asked that was just asked.
    await openLoop({ rate, count: rate * WARM_UP_SECONDS, signal }, (index) =>
      send(asked.length - 1 - (index % asked.length)),
    );
    return await openLoop({ rate, count: rate * seconds, signal }, send);
  } finally {
    close();
  }
}
