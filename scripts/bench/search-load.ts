/** Searches at a fixed rate: of the portal, or of an engine alone. */
import type { Db } from "@/db/client";
import { liveSourcesAfter, type SourceRow } from "@/db/search-documents";
import { randomFrom } from "@/lib/random";
import { type Asked, client } from "./http";
import { openLoop, type Sample } from "./load";
import { type BenchQuery, benchQueries } from "./queries";

/** Articles that queries are made of: from so many places, so many each. */
const SAMPLE_PLACES = 50;
const SAMPLE_ROWS = 100;
/** More different queries than this are asked again. */
const MAX_QUERIES = 3_000;
const MIN_QUERIES = 200;
const MAX_WARM_UP_SECONDS = 30;

export type Load = { rate: number; seconds: number; signal: AbortSignal };

/** Queries of the articles' own words. */
export async function queriesOf(db: Db, articles: number, { rate, seconds }: Load): Promise<BenchQuery[]> {
  const random = randomFrom("queries");
  const rows: SourceRow[] = [];
  for (let place = 0; place < SAMPLE_PLACES; place++) {
    const after = Math.floor(random() * Math.max(articles - SAMPLE_ROWS, 1));
    rows.push(...(await liveSourcesAfter(db, after, SAMPLE_ROWS, new Date())));
  }
  return benchQueries(rows, Math.max(MIN_QUERIES, Math.min(MAX_QUERIES, rate * seconds)), random);
}

export const searchPath = ({ q }: BenchQuery) => `/api/v1/search?${new URLSearchParams({ q })}`;

/** These searches in turn, each time at an address that nobody has asked for: what is kept of others does not help. */
export function asNew(paths: string[]): () => string {
  return () => `${paths[madeNew % paths.length]}&asked=${madeNew++}`;
}

let madeNew = 0;

/** Asks each in turn, `rate` times a second, after as long a time (at most half a minute) that is not counted. */
export async function atRate(
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
    await openLoop({ rate, count: rate * Math.min(seconds, MAX_WARM_UP_SECONDS), signal }, (index) =>
      send(asked.length - 1 - (index % asked.length)),
    );
    return await openLoop({ rate, count: rate * seconds, signal }, send);
  } finally {
    close();
  }
}
