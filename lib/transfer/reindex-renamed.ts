/** Tells search about articles whose provider or topic has another name now, or whose topics have others above them. */
import { isDeepStrictEqual } from "node:util";
import { announce, EVERYTHING } from "@/db/announce";
import { articleIdsOfProvider, articleIdsOfTopic } from "@/db/article-ids";
import type { Db } from "@/db/client";
import { enqueue } from "@/db/outbox";
import { lockArticles } from "@/db/search-repair";
import { topicIdsAbove } from "@/db/topic-tree";
import { repairDocumentTopics } from "../search/backfill";
import { indexArticles } from "../search/index-articles";
import type { ImportRun } from "./run";

const PAGE_SIZE = 500;

export async function reindexRenamed(
  db: Db,
  run: Pick<ImportRun, "renamedProviders" | "renamedTopics">,
): Promise<void> {
  for (const id of run.renamedProviders) await reindex(db, (after) => articleIdsOfProvider(db, id, after, PAGE_SIZE));
  for (const id of run.renamedTopics) await reindex(db, (after) => articleIdsOfTopic(db, id, after, PAGE_SIZE));
  if (run.renamedProviders.size + run.renamedTopics.size > 0) await announce(db, [EVERYTHING]);
}

/** @param before what `topicIdsAbove` gave before topics changed */
export async function reindexMoved(db: Db, before: ReadonlyMap<string, string[]>): Promise<void> {
  const isAsBefore = ([id, above]: [string, string[]]) => isDeepStrictEqual(above, before.get(id) ?? [id]);
  if ([...(await topicIdsAbove(db))].every(isAsBefore)) return;
  if ((await repairDocumentTopics(db, { telling: true })) > 0) await announce(db, [EVERYTHING]);
}

async function reindex(db: Db, page: (after: number) => Promise<number[]>): Promise<void> {
  let after = 0;
  for (let ids = await page(after); ids.length > 0; ids = await page(after)) {
    const found = ids;
    await db.transaction(async (tx) => {
      // A change that is under way writes its own document; ours must not come after it with what was before.
      await lockArticles(tx, found);
      await indexArticles(tx, found);
      await enqueue(tx, found);
    });
    after = ids.at(-1) as number;
  }
}
