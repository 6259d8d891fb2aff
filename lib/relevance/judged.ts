/** The judged queries on the sample content: what people might type, and which article they should get. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { CORE_SCHEMA, load } from "js-yaml";
import { z } from "zod";
import type { Case } from "./score";

const FILE = fileURLToPath(new URL("../../scripts/relevance/judged.yaml", import.meta.url));

const judgedFile = z.record(
  z.string(),
  z.array(
    z.strictObject({ q: z.string(), right: z.union([z.string().transform((one) => [one]), z.array(z.string())]) }),
  ),
);

/** A query with the names of the sample files, without date, that answer it, best first; none: nothing should be found. */
export type Judged = { kind: string; q: string; right: string[] };

export async function judgedQueries(): Promise<Judged[]> {
  const kinds = judgedFile.parse(load(await readFile(FILE, "utf8"), { schema: CORE_SCHEMA }));
  return Object.entries(kinds).flatMap(([kind, queries]) => queries.map((query) => ({ kind, ...query })));
}

/**
 * The same with the ids that the articles have in a database.
 * @param articles the live ones
 * @throws Error when a name is none of theirs: then the set and the sample content do not fit
 */
export function judgedCases(judged: Judged[], articles: { id: number; slug: string | null }[]): Case[] {
  const ids = new Map(articles.map(({ id, slug }) => [slug?.slice("2026-11-20-".length), id]));
  const idOf = (name: string) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`A judged query names ${name}, which is no live article of the sample.`);
    return id;
  };
  return judged.map(({ kind, q, right }) => ({ set: "judged", kind, q, right: right.map(idOf) }));
}
