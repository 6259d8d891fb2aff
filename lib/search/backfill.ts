/** Makes the Postgres engine's documents whole: after an upgrade they are missing, or as they were before. */
import type { Db } from "@/db/client";
import { enqueue } from "@/db/outbox";
import {
  articlesWithoutDocument,
  documentsWithOtherTopics,
  lockArticles,
  removeUnpublishedDocuments,
} from "@/db/search-repair";
import { indexArticles } from "./index-articles";

const BATCH_SIZE = 500;
/** Looked at together; most need nothing. */
const LOOKED_AT = 20_000;

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
    await write(db, ids);
    written += ids.length;
    after = last;
  }
  let removed = 0;
  for (let some = 1; some > 0; removed += some) some = await removeUnpublishedDocuments(db, BATCH_SIZE);
  return { written, removed };
}

/**
 * Writes anew the documents that don't have the topics of their articles and all above these: after an upgrade, and
 * where topics have others above them than before. In batches, too. Gives how many.
 * @param telling whether engines beside Postgres are told
 */
export async function repairDocumentTopics(db: Db, { telling = false } = {}): Promise<number> {
  let written = 0;
  for (let after = 0; ; ) {
    const looked = await documentsWithOtherTopics(db, after, LOOKED_AT);
    if (!looked) return written;
    for (let at = 0; at < looked.ids.length; at += BATCH_SIZE) {
      await write(db, looked.ids.slice(at, at + BATCH_SIZE), { telling });
    }
    written += looked.ids.length;
    after = looked.last;
  }
}

function write(db: Db, ids: number[], { telling = false } = {}): Promise<void> {
  return db.transaction(async (tx) => {
    // A change that is under way writes its own document; ours must not come after it with what was before.
    await lockArticles(tx, ids);
    await indexArticles(tx, ids);
    if (telling) await enqueue(tx, ids);
  });
}
