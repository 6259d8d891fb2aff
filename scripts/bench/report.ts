/** What was measured, for people: as lines for a terminal, or as tables in Markdown. Pure. */
import { table } from "@/lib/table";
import { type Goal, isReached, type Line, type RowResult, ratioOf } from "./row";
import type { BenchReport, Machine } from "./run";

const HEADS = ["", "measured", "reference", "ratio", "goal", "reached"];

export function benchLines({ articles, machine, date, rows }: BenchReport, data: string | null): string[] {
  return [
    `${articles} articles${data ? `, kept in ${data}` : ""}. ${date}, ${machineText(machine)}.`,
    ...rows.flatMap((row) => ["", headOf(row), ...bodyOf(row)]),
    "",
    ...summary(rows),
  ];
}

/** The same as sections of a document. */
export const benchMarkdown = ({ rows }: BenchReport): string[] =>
  rows.flatMap((row) => [
    `### ${row.what}`,
    "",
    [row.goal && `Goal: ${row.goal}.`, memoryText(row)].filter(Boolean).join(" "),
    "",
    ...(row.notMeasured
      ? [`Not measured: ${row.notMeasured.split("\n")[0]}.`]
      : [
          `| ${[...HEADS, ""].join(" | ")} |`,
          `|${" --- |".repeat(HEADS.length + 1)}`,
          ...row.lines.map((line) => `| ${[...cells(line), line.note ?? ""].join(" | ")} |`),
        ]),
    "",
  ]);

export const machineText = ({ cores, cpu, memoryGB, node, next, postgres }: Machine) =>
  `${cores} cores (${cpu}), ${memoryGB} GB; Node ${node}, Next.js ${next}, PostgreSQL ${postgres}`;

function headOf(row: RowResult): string {
  const { id, what, goal, seconds } = row;
  return [
    `${id}: ${what}`,
    goal && ` (${goal})`,
    ` [${[`${seconds.toFixed(0)} s`, memoryText(row)].filter(Boolean).join("; ")}]`,
  ].join("");
}

function bodyOf({ lines, notMeasured }: RowResult): string[] {
  if (notMeasured) return [`  not measured: ${notMeasured}`];
  const rows = table([HEADS, ...lines.map(cells)], { leftColumns: 1 });
  return rows.map((row, index) => [row, lines[index - 1]?.note].filter(Boolean).join("   "));
}

const memoryText = ({ memory: { app, worker } }: RowResult): string =>
  [app && `app ${megabytes(app)}`, worker && `worker ${megabytes(worker)}`].filter(Boolean).join(", ");

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

function cells(line: Line): string[] {
  const { what, measured, unit, reference, goal } = line;
  const ratio = ratioOf(line);
  const reached = isReached(line);
  return [
    what,
    `${number(measured)} ${unit}`,
    reference ? `${number(reference.value)} (${reference.what})` : "",
    ratio === null ? "" : ratio.toFixed(2),
    goal ? goalText(goal, unit) : "",
    reached === null ? "" : reached ? "yes" : "no",
  ];
}

function goalText(goal: Goal, unit: string): string {
  const bound = "least" in goal ? `≥ ${number(goal.least)}` : `≤ ${number(goal.most)}`;
  return { ratio: bound, difference: `${bound} ${unit} more`, measured: `${bound} ${unit}` }[goal.of];
}

/** As many digits as say something. */
export const number = (value: number): string =>
  value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2 });

/** How many goals are reached, and which are not. */
export function summary(rows: RowResult[]): string[] {
  const judged = rows.flatMap(({ id, lines }) => lines.map((line) => ({ id, line, reached: isReached(line) })));
  const missed = judged.filter(({ reached }) => reached === false);
  const goals = judged.filter(({ reached }) => reached !== null).length;
  return [
    `${goals - missed.length} of ${goals} goals reached.`,
    ...missed.map(({ id, line }) => `  not reached: ${id}, ${line.what} (${number(ratioOf(line) ?? line.measured)})`),
  ];
}
