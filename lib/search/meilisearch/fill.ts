/** An index made at once, for tests and measurements: the portal's own is built by lib/search/keeping. */
import type { Db } from "@/db/client";
import { liveSourcesAfter } from "@/db/search-documents";
import { meiliDocumentsOf } from "./documents";
import { indexSettings } from "./settings";
import type { Target } from "./target";

const BATCH_SIZE = 5_000;

/** Makes the index anew, with all articles that are live at `now`. */
export async function fillIndex(
  db: Db,
  target: Target,
  { now, timeZone, synonyms = [] }: { now: Date; timeZone: string; synonyms?: string[][][] },
): Promise<void> {
  await target.make(target.indexUid, indexSettings(synonyms));
  for (let after = 0; ; ) {
    const rows = await liveSourcesAfter(db, after, BATCH_SIZE, now);
    const last = rows.at(-1);
    if (!last) return;
    await target.write(target.indexUid, meiliDocumentsOf(rows, timeZone), []);
    after = last.id;
  }
}
