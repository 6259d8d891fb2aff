/** What an act on many would do, before it is done. */
import type { ResolvedFilter } from "@/db/admin-filter";
import { matchingIds, newestId } from "@/db/admin-list";
import type { Db } from "@/db/client";
import { plainText } from "../../plain-text";
import { minimumQuality } from "../minimum-quality";
import { type Outcome, outcomeOf } from "./edit";
import type { Operation } from "./operation";
import { type Read, readArticles } from "./read";
import { fieldWords } from "./words-of-fields";

export type Preview = {
  /** How many articles were looked at; all of them, unless `isMore`. */
  looked: number;
  isMore: boolean;
  counts: Record<Outcome, number>;
  /** Of those chosen that are gone meanwhile. */
  gone: number;
  minimum: number;
  /** First those that change. */
  sample: { id: number; title: string; provider: string; outcome: Outcome; before: string; after: string }[];
};

/** So many are looked at; of more, the first say how it will go. */
export const MAX_PREVIEWED = 10_000;
const BATCH_SIZE = 500;
const SAMPLE_SIZE = 10;

export async function preview(
  db: Db,
  operation: Operation,
  given: { ids: number[] } | { filter: ResolvedFilter },
  now: Date,
): Promise<Preview> {
  const minimum = await minimumQuality(db);
  const counts = { change: 0, same: 0, below: 0 };
  const samples: Record<Outcome, Preview["sample"]> = { change: [], same: [], below: [] };
  let [looked, gone, isMore] = [0, 0, false];
  for await (const ids of batches(db, given, now)) {
    if (looked >= MAX_PREVIEWED) {
      isMore = true;
      break;
    }
    const rows = await readArticles(db, ids);
    gone += ids.length - rows.length;
    looked += ids.length;
    for (const row of rows) {
      const { outcome, after } = outcomeOf(operation, row, { minimum, now });
      counts[outcome] += 1;
      if (samples[outcome].length < SAMPLE_SIZE) samples[outcome].push(sampleOf(operation, row, outcome, after));
    }
  }
  const sample = [...samples.change, ...samples.below, ...samples.same].slice(0, SAMPLE_SIZE);
  return { looked, isMore, counts, gone, minimum, sample };
}

async function* batches(
  db: Db,
  given: { ids: number[] } | { filter: ResolvedFilter },
  now: Date,
): AsyncGenerator<number[]> {
  if ("ids" in given) {
    for (let at = 0; at < given.ids.length; at += BATCH_SIZE) yield given.ids.slice(at, at + BATCH_SIZE);
    return;
  }
  const upTo = await newestId(db);
  for (let after = 0; ; ) {
    const ids = await matchingIds(db, given.filter, { after, upTo, limit: BATCH_SIZE, now });
    if (ids.length === 0) return;
    yield ids;
    after = ids.at(-1) ?? upTo;
  }
}

function sampleOf(operation: Operation, row: Read, outcome: Outcome, after: Parameters<typeof fieldWords>[1]) {
  const { id, provider } = row;
  const title = plainText(row.title) || "Without a title";
  return { id, title, provider, outcome, before: fieldWords(operation, row), after: fieldWords(operation, after) };
}
