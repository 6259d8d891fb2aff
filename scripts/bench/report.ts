/** What was measured, for people. */
import { table } from "@/lib/table";
import type { IndexRow } from "./indexing";
import type { ListRow } from "./newsroom-list";
import { MIX_NOTE } from "./queries";
import type { BenchReport } from "./run";
import type { Row } from "./search-api";

export function benchLines({ articles, data, rate, indexing, search, newsroom }: BenchReport): string[] {
  return [
    `${articles} articles${data ? `, kept in ${data}` : ""}`,
    "",
    ...table(
      [
        ["", "seconds", "articles/s", "process MB", "Meilisearch MB"],
        ...indexing.map((row) => indexCells(row, articles)),
      ],
      {
        leftColumns: 1,
      },
    ),
    "",
    `At ${rate} requests/s; ${MIX_NOTE}; times in ms:`,
    ...table(
      [
        ["engine", "", "requests", "errors", "other engine", "answers/s", "p50", "p95", "p99", "max"],
        ...search.map(searchCells),
      ],
      {
        leftColumns: 2,
      },
    ),
    ...ratioLines(search),
    "",
    "The newsroom's list of articles, one editor; times in ms:",
    ...table([["", "requests", "errors", "empty", "p50", "p99", "max"], ...newsroom.map(listCells)], {
      leftColumns: 1,
    }),
  ];
}

const indexCells = ({ what, seconds, processMemory, engineMemory }: IndexRow, articles: number): string[] => [
  what,
  seconds.toFixed(1),
  String(Math.round(articles / seconds)),
  megabytes(processMemory),
  megabytes(engineMemory),
];

const megabytes = (bytes: number | null) => (bytes === null ? "" : String(Math.round(bytes / 1e6)));

const searchCells = ({ engine, what, requests, errors, others, perSecond, ...times }: Row): string[] => [
  engine,
  what,
  String(requests),
  String(errors),
  String(others),
  perSecond.toFixed(1),
  ...[times.p50, times.p95, times.p99, times.max].map((ms) => ms.toFixed(1)),
];

const listCells = ({ what, requests, errors, others, ...times }: ListRow): string[] => [
  what,
  ...[requests, errors, others].map(String),
  ...[times.p50, times.p99, times.max].map((ms) => ms.toFixed(0)),
];

function ratioLines(search: Row[]): string[] {
  const ofMeilisearch = search.filter(({ engine }) => engine === "meilisearch");
  const [api, bare] = [ofMeilisearch[0], ofMeilisearch.at(-1)];
  if (!api || !bare || api === bare) return [];
  const against = (name: "p50" | "p99") =>
    `${name} ${(api[name] / bare[name]).toFixed(2)} times that of Meilisearch alone (${(api[name] - bare[name]).toFixed(1)} ms more)`;
  return ["", `The API with Meilisearch: ${against("p50")}, ${against("p99")}.`];
}
