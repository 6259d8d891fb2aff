/**
 * Who uses a portal: readers of what is new, readers of anything, searchers, programs that read feeds and the API, and
 * somebody who makes addresses up.
 */
import { randomBytes } from "node:crypto";
import type { Client } from "@/scripts/bench/http";

export type Readable = { slugs: string[]; words: string[]; topics: string[]; providers: string[] };
type Random = () => number;

/** What most people read: kept, whatever else is asked for. */
export const POPULAR = ["/", "/latest", "/topics", "/rss.xml", "/api/news/index.json"];
const RIGHT = new Set([200, 308, 400, 404, 410]);

/** An address that a reader may ask for. */
export function anyPath(random: Random, { slugs, words, topics, providers }: Readable): string {
  const one = (from: string[]) => from[Math.floor(random() * from.length)] ?? "";
  const number = (below: number) => Math.floor(random() * below);
  const made = randomBytes(6).toString("hex");
  const ways: [share: number, path: () => string][] = [
    [30, () => one(POPULAR)],
    [20, () => `/news/${one(slugs)}`],
    [10, () => `/search?q=${one(words)}+${one(words)}`],
    [5, () => `/api/v1/search?q=${one(words)}`],
    [5, () => `/latest/older/${1_500_000_000_000 + number(2e11)}_${number(1e6)}`],
    [5, () => `/topic/${encodeURIComponent(one(topics))}`],
    [5, () => `/provider/${one(providers)}`],
    [4, () => `/api/news/page/${1 + number(slugs.length / 25)}/index.json`],
    [4, () => `/rss.xml?quality=${number(1000)}&heat=${number(1000)}`],
    [4, () => `/topic/${encodeURIComponent(one(topics))}/atom.xml`],
    [4, () => `/api/v1/articles?minHeat=${number(100)}&limit=${1 + number(99)}`],
    [2, () => `/news/${made}`],
    [1, () => `/topic/${made}`],
    [1, () => `/${made}?${made}`],
  ];
  let left = random() * ways.reduce((sum, [share]) => sum + share, 0);
  return ways.find(([share]) => (left -= share) < 0)?.[1]() ?? "/";
}

export type Count = { requests: number; searches: number; failures: string[] };

/** Reads for as long as it goes on. Failures are answers that no reader should get, at most a few of them. */
export async function read(
  { ask }: Client,
  { random, readable, count, goesOn }: { random: Random; readable: Readable; count: Count; goesOn: () => boolean },
): Promise<void> {
  while (goesOn()) {
    const path = anyPath(random, readable);
    count.requests += 1;
    if (path.includes("/search?")) count.searches += 1;
    const headers = { "accept-encoding": "gzip" };
    const status = await ask({ path, headers }).then(
      (answer) => answer.status,
      (error: Error) => error.message,
    );
    if (!(typeof status === "number" && RIGHT.has(status)) && count.failures.length < 10)
      count.failures.push(`${status} ${path}`);
  }
}
