import type { MeilisearchAddress } from "@/lib/runtime/meilisearch";
import { type Bench, type Engine, INDEX } from "../bench";
import { meilisearchRequests } from "../engine-requests";
import { latency, type Sample } from "../load";
import { MIXES } from "../queries";
import type { Line, Row } from "../row";
import { asNew, atRate, searchPath } from "../search-load";

const MILLION = 1_000_000;
const MOST_MS = { meilisearch: 40, postgres: 120 };
const MOST_MORE_MS = 15;

export const searchPace: Row = {
  id: "search-pace",
  what: "Search API at a fixed rate: p99",
  goal: "within 15 ms of the bare engine's; of 1,000,000 articles 40 ms with Meilisearch, 120 ms with Postgres",
  isQuick: false,
  async measure(bench) {
    const postgres = await ofPortal(bench, "postgres");
    const found = await bench.meilisearch();
    if (!found) return postgres.lines;
    const meilisearch = await ofPortal(bench, "meilisearch");
    const alone = latency(await ofEngineAlone(bench, found.address));
    const [first, ...rest] = meilisearch.lines;
    if (!first) return postgres.lines;
    const reference = { what: "Meilisearch alone", value: alone.p99 };
    const near: Line = { ...first, what: "meilisearch, beside it alone", reference };
    near.goal = { of: "difference", most: MOST_MORE_MS };
    return [...postgres.lines, first, ...rest, near];
  },
};

async function ofPortal(bench: Bench, engine: Engine): Promise<{ lines: Line[] }> {
  const { asked, queries, load, say } = bench;
  const { origin } = await bench.portal(engine);
  say(`  ${engine} at ${load.rate} requests/s …`);
  const paths = queries.map((query) => ({
    // Each time another: what is kept of the warm-up would answer.
    get path() {
      return asNew([searchPath(query)])();
    },
  }));
  const samples = await atRate(origin, paths, load, (body) => body.includes(`"engine":"${engine}"`));
  const isLarge = asked.articles >= MILLION;
  const mixOf = ({ index }: Sample) => queries[index % queries.length]?.mix;
  const mixes = MIXES.map((mix) =>
    lineOf(
      `${engine}, ${mix} words`,
      samples.filter((sample) => mixOf(sample) === mix),
    ),
  );
  const all = lineOf(engine, samples);
  if (isLarge) all.goal = { of: "measured", most: MOST_MS[engine] };
  return { lines: [all, ...mixes] };
}

function lineOf(what: string, samples: Sample[]): Line {
  const { p50, p99, max, errors, others, perSecond } = latency(samples);
  const wrong = errors + others > 0 ? `, ${errors} errors, ${others} by another engine` : "";
  const note = `p50 ${p50.toFixed(1)}, max ${max.toFixed(1)} ms, ${perSecond.toFixed(0)} answers/s${wrong}`;
  return { what, measured: p99, unit: "ms", note };
}

async function ofEngineAlone({ db, queries, settings, load }: Bench, address: MeilisearchAddress) {
  const place = { db, timeZone: settings.SITE_TIME_ZONE, address, indexUid: INDEX };
  const asked = (await meilisearchRequests(queries, place)).flat();
  const requests = asked.map(({ url, ...rest }) => ({ path: new URL(url).pathname, ...rest }));
  return atRate(address.url, requests, load, (body) => body.includes('"results"'));
}
