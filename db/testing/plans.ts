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
});
const node: z.ZodType<Node> = ownFields.extend({ Plans: z.lazy(() => z.array(node)).optional() });
const explained = z.tuple([z.object({ Plan: node })]);

export type Plan = {
  /** Tables that are read from end to end, of those that grow with the articles. */
  scanned: Set<string>;
  /** Rows of these tables that are looked at, also those that are left out then. */
  read: number;
  /** The most rows that one sort takes. */
  sorted: number;
  indexes: Set<string>;
};

/** What does not grow with the articles, and Postgres's own. */
const SMALL =
  /^(provider|topic|provider_redirect|topic_redirect|search_synonym|search_target|setting|user|webhook|ping|__drizzle_migrations|pg_.*)$/;
/** Helpers hide what a statement costs: without them it shows. */
const ALONE = "set local max_parallel_workers_per_gather = 0";

/**
 * Runs it with its parameters and settings; whatever it writes is undone.
 * @param before statements that come first, and are undone as well
 */
export async function planOf({ sql }: Recording, statement: Statement, before: string[] = []): Promise<Plan> {
  const undone = new Error("undone");
  let plan: Plan | null = null;
  await sql
    .begin(async (tx) => {
      for (const setting of [...before, ALONE, ...statement.settings]) await tx.unsafe(setting);
      const [row] = await tx.unsafe(
        `explain (analyze, timing off, format json) ${statement.text}`,
        statement.parameters as never[],
      );
      const answer: unknown = row?.["QUERY PLAN"];
      plan = summary(explained.parse(typeof answer === "string" ? JSON.parse(answer) : answer)[0].Plan);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  if (!plan) throw new Error("There is no plan.");
  return plan;
}

function summary(root: Node): Plan {
  const plan: Plan = { scanned: new Set(), read: 0, sorted: 0, indexes: new Set() };
  const visit = (one: Node) => {
    const { "Node Type": type, "Relation Name": table, "Index Name": index, Plans: children = [] } = one;
    if (table && !SMALL.test(table) && /Scan$/.test(type)) {
      plan.read += rowsOf(one);
      if (type === "Seq Scan" && one["Actual Loops"] > 0) plan.scanned.add(table);
    }
    if (/Sort$/.test(type)) plan.sorted = Math.max(plan.sorted, ...children.map((child) => child["Actual Rows"]));
    if (index) plan.indexes.add(index);
    for (const child of children) visit(child);
  };
  visit(root);
  return plan;
}

const rowsOf = (one: Node) =>
  (one["Actual Rows"] + (one["Rows Removed by Filter"] ?? 0) + (one["Rows Removed by Index Recheck"] ?? 0)) *
  one["Actual Loops"];
