/** The table of what each fault did, which the run of the fault tests ends with. */
import type { TestContext } from "vitest";
import type { Reporter } from "vitest/node";
import type { Counts, Seen } from "./watch";
import { summary } from "./watch";

export type FaultRow = { fault: string; readers: string; writes: string; recoveryS: number };

declare module "vitest" {
  interface TaskMeta {
    fault?: FaultRow;
  }
}

/** Notes what the test found, for the table. */
export function note({ task }: Pick<TestContext, "task">, row: Omit<FaultRow, "fault">): void {
  task.meta.fault = { fault: task.name, ...row };
}

/** What readers and writers of a portal found, in words. */
export function inWords(seen: Seen): Pick<FaultRow, "readers" | "writes"> {
  const { kept, changed, fresh, writes } = summary(seen);
  const readers = `kept pages ${listed(kept)}; pages changed just before ${listed(changed)}; new ones ${listed(fresh)}`;
  return { readers, writes: listed(writes) };
}

const listed = (counts: Counts) =>
  Object.entries(counts)
    .map(([outcome, times]) => `${times} × ${outcome}`)
    .join(", ") || "none";

/** For `vitest --reporter`: prints the rows when all is done. */
export default class FaultTable implements Reporter {
  onTestRunEnd: NonNullable<Reporter["onTestRunEnd"]> = (modules) => {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const lines = tests.flatMap((test) => {
      const { fault } = test.meta();
      const state = test.result().state;
      if (!fault) return state === "skipped" ? [`| ${test.name} | skipped | | |`] : [];
      const { readers, writes, recoveryS } = fault;
      return [
        `| ${fault.fault}${state === "passed" ? "" : ` (${state})`} | ${readers} | ${writes} | ${recoveryS.toFixed(1)} |`,
      ];
    });
    console.log(["", "| Fault | Readers got | Writes | Recovery, s |", "|---|---|---|--:|", ...lines].join("\n"));
  };
}
