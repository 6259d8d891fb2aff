/** What was measured, for people. */
import { table } from "../table";
import type { Relevance } from "./run";
import type { Outcome, Score } from "./score";

/** `misses`: also what was not first, with what was instead. */
export function relevanceLines(report: Relevance, { misses }: { misses: boolean }): string[] {
  const { articles, refused, leftOut, engines, absent, names } = report;
  const titles = new Map(names.map(({ id, title }) => [id, title]));
  const left = Object.entries(leftOut).map(([kind, count]) => `${count} ${kind}`);
  const missed = engines.flatMap((engine) => [
    "",
    `Not first with ${engine.name}:`,
    ...missLines(engine.misses, (id) => titles.get(id) ?? `article ${id}`),
  ]);
  return [
    `${articles} live articles${refused > 0 ? `, ${refused} files refused` : ""}; left out, since other articles answer as fully: ${left.join(", ")}`,
    ...absent.map((name) => `${name} cannot run here`),
    "",
    ...scoreTable(engines.flatMap(({ name, scores }) => scores.map((score) => ({ engine: name, ...score })))),
    ...(misses ? missed : []),
  ];
}

/** For machines: no wording, no ids. */
export function relevanceJson({ names, engines, ...rest }: Relevance) {
  const slugs = new Map(names.map(({ id, slug }) => [id, slug]));
  const named = ({ right, found, ...outcome }: Outcome) => ({
    ...outcome,
    right: right.map((id) => slugs.get(id)),
    found: found.map((id) => slugs.get(id)),
  });
  return { ...rest, engines: engines.map((engine) => ({ ...engine, misses: engine.misses.map(named) })) };
}

const scoreTable = (scores: (Score & { engine: string })[]): string[] =>
  table(
    [
      ["engine", "set", "kind", "queries", "first", "in 5", "median ms"],
      ...scores.map(({ engine, set, kind, queries, first, inFive, medianMs }) => [
        engine,
        set,
        kind,
        String(queries),
        percent(first),
        percent(inFive),
        medianMs.toFixed(1),
      ]),
    ],
    { leftColumns: 3 },
  );

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function missLines(outcomes: Outcome[], titleOf: (id: number) => string): string[] {
  return outcomes.flatMap(({ kind, q, right: [wanted], place, found: [first] }) => [
    `${kind}: ${q}`,
    `  wanted  ${wanted === undefined ? "nothing" : titleOf(wanted)}${place === null ? "" : ` (place ${place})`}`,
    `  first   ${first === undefined ? "nothing" : titleOf(first)}`,
  ]);
}
