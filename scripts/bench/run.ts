/** Measures rows, one after the other, each with the memory that the portals took meanwhile. */
import { cpus, totalmem } from "node:os";
import { version as next } from "next/package.json";
import type { Bench } from "./bench";
import { forgetPeakMemory, peakMemory } from "./memory";
import type { Line, Memory, Row, RowResult } from "./row";

export type Machine = { cores: number; cpu: string; memoryGB: number; node: string; next: string; postgres: string };
export type BenchReport = {
  date: string;
  articles: number;
  machine: Machine;
  rows: RowResult[];
};

/** What a row fails with stands in its result: the others are measured all the same. @throws the reason of the bench's signal */
export async function measureRows(bench: Bench, rows: Row[]): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) {
    bench.say(`${row.id} …`);
    const began = performance.now();
    for (const pid of pids(bench)) forgetPeakMemory(pid);
    const measured = await row.measure(bench).catch((error: unknown) => {
      bench.signal.throwIfAborted();
      return `failed: ${error instanceof Error ? error.message : error}`;
    });
    const { id, what, goal } = row;
    const common = { id, what, goal, memory: memoryOf(bench), seconds: (performance.now() - began) / 1000 };
    results.push(
      typeof measured === "string" ? { ...common, lines: [], notMeasured: measured } : { ...common, lines: measured },
    );
  }
  return [...results, memoryRow(results)];
}

export async function machineOf({ db }: Bench): Promise<Machine> {
  const [server] = await db.execute<{ version: string }>("select split_part(version(), ' ', 2) as version");
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? "",
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    next,
    postgres: server?.version ?? "",
  };
}

const pids = ({ portals }: Bench): number[] =>
  portals.flatMap((portal) => Object.values(portal.pids()).filter((pid) => pid !== undefined));

function memoryOf({ portals }: Bench): Memory {
  const most = (what: "app" | "worker") => {
    const all = portals.flatMap((portal) => peakMemory(portal.pids()[what] ?? 0) ?? []);
    return all.length > 0 ? Math.max(...all) : null;
  };
  return { app: most("app"), worker: most("worker") };
}

const MOST_MEMORY_MB = 500;

/** The most of all rows. */
function memoryRow(results: RowResult[]): RowResult {
  const line = (what: "app" | "worker"): Line[] => {
    const [most] = results
      .flatMap(({ id, memory }) => (memory[what] === null ? [] : [{ id, megabytes: memory[what] / 1e6 }]))
      .sort((a, b) => b.megabytes - a.megabytes);
    if (!most) return [];
    const goal = { of: "measured", most: MOST_MEMORY_MB } as const;
    return [{ what: `${what}, at most`, measured: most.megabytes, unit: "MB", goal, note: `in ${most.id}` }];
  };
  const lines = [...line("app"), ...line("worker")];
  const goal = `under ${MOST_MEMORY_MB} MB`;
  return { id: "memory", what: "Memory", goal, lines, memory: { app: null, worker: null }, seconds: 0 };
}
