/** Makes the Postgres engine's documents whole: after an upgrade they are missing. */
import type { Db } from "@/db/client";
import { articlesWithoutDocument, lockArticles, removeUnpublishedDocuments } from "@/db/search-repair";
import { indexArticles } from "./index-articles";

const BATCH_SIZE = 500;

/**
 * Writes the documents that published articles lack, and removes those of articles that are not published. Each batch
 * is a transaction of its own, so it can stop anywhere and go on later.
 */
export async function repairSearchDocuments(db: Db): Promise<{ written: number; removed: number }> {
  let written = 0;
  let after = 0;
  for (;;) {
    const ids = await articlesWithoutDocument(db, after, BATCH_SIZE);
    const last = ids.at(-1);
    if (last === undefined) break;
    await db.transaction(async (tx) => {
      // A change that is under way writes its own document; ours must not come after it with what was before.
      await lockArticles(tx, ids);
      await indexArticles(tx, ids);
    });
    written += ids.length;
    after = last;
  }
  let removed = 0;
  for (let some = 1; some > 0; removed += some) some = await removeUnpublishedDocuments(db, BATCH_SIZE);
  return { written, removed };
}
