/** How Postgres answers a statement: what it reads, what it sorts, and by which indexes. */
import { z } from "zod";
import type { Recording, Statement } from "./recording";

/** A node of `explain (analyze, format json)`: https://www.postgresql.org/docs/current/using-explain.html */
type Node = z.infer<typeof ownFields> & { Plans?: Node[] | undefined };
const ownFields = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  /** Of one loop, as the next ones. */
  "Actual Rows": z.number(),
  "Actual Loops": z.number(),
  "Rows Removed by Filter": z.number().optional(),
  "Rows Removed by Index Recheck": z.number().optional(),
  "Rows Removed by Join Filter": z.number().optional(),
});
const node: z.ZodType<Node> = ownFields.extend({ Plans: z.lazy(() => z.array(node)).optional() });
const explained = z.tuple([z.object({ Plan: node, "Execution Time": z.number() })]);

export type Plan = {
  /** Tables that are read from end to end, and were more than a few rows. */
  scanned: string[];
  /** Rows of tables that are looked at, also those that are left out then. */
  read: number;
  /** The most rows that one sort takes. */
  sorted: number;
  isParallel: boolean;
  indexes: Set<string>;
  ms: number;
};

/** Runs it with its parameters and settings; whatever it writes is undone. */
export async function planOf({ sql }: Recording, statement: Statement, before: string[] = []): Promise<Plan> {
  const undone = new Error("undone");
  let plan: Plan | null = null;
  await sql
    .begin(async (tx) => {
      for (const setting of [...before, ...statement.settings]) await tx.unsafe(setting);
      const [row] = await tx.unsafe(
        `explain (analyze, timing off, format json) ${statement.text}`,
        statement.parameters as never[],
      );
      const answer: unknown = row?.["QUERY PLAN"];
      plan = summary(explained.parse(typeof answer === "string" ? JSON.parse(answer) : answer)[0]);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  if (!plan) throw new Error("There is no plan.");
  return plan;
}

function summary({ Plan: root, "Execution Time": ms }: { Plan: Node; "Execution Time": number }): Plan {
  const plan: Plan = { scanned: [], read: 0, sorted: 0, isParallel: false, indexes: new Set(), ms };
  const visit = (one: Node) => {
    const type = one["Node Type"];
    const children = one.Plans ?? [];
    const table = one["Relation Name"];
    if (type === "Seq Scan" && table && one["Actual Loops"] > 0) plan.scanned.push(table);
    if (/Scan$/.test(type) && table && type !== "Bitmap Heap Scan") plan.read += rowsOf(one);
    // Its heap part says which of these rows were looked at.
    if (type === "Bitmap Heap Scan") plan.read += rowsOf(one);
    if (/Sort$/.test(type)) plan.sorted = Math.max(plan.sorted, ...children.map(given));
    if (/^Gather/.test(type)) plan.isParallel = true;
    if (one["Index Name"]) plan.indexes.add(one["Index Name"]);
    for (const child of children) visit(child);
  };
  visit(root);
  return { ...plan, read: Math.round(plan.read), sorted: Math.round(plan.sorted) };
}

const given = (one: Node) => one["Actual Rows"] * one["Actual Loops"];
const rowsOf = (one: Node) =>
  (one["Actual Rows"] + (one["Rows Removed by Filter"] ?? 0) + (one["Rows Removed by Index Recheck"] ?? 0)) *
  one["Actual Loops"];
