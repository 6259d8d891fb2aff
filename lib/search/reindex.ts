/** Tells search of many articles at once, batch by batch, inside a change's own transaction. */
import type { Db } from "@/db/client";
import { enqueue } from "@/db/outbox";
import { lockArticles } from "@/db/search-repair";
import { indexArticles } from "./index-articles";

const BATCH_SIZE = 500;
/** In one act: a change of the names of so many takes some ten seconds, and whoever asked for it waits. */
export const MAX_REINDEXED = 20_000;

/** Writes their documents anew, and notes them for engines beside Postgres. */
export async function reindex(tx: Db, articleIds: number[]): Promise<void> {
  const ids = [...articleIds].sort((a, b) => a - b);
  for (let at = 0; at < ids.length; at += BATCH_SIZE) {
    const batch = ids.slice(at, at + BATCH_SIZE);
    // A change that is under way writes its own document; ours must not come after it with what was before.
    await lockArticles(tx, batch);
    await indexArticles(tx, batch);
    await enqueue(tx, batch);
  }
}
