import type { MeiliDocument } from "../meilisearch/document";
import { DocumentsRefused, TargetAway } from "../meilisearch/errors";
import type { Target } from "../meilisearch/target";

/**
 * Writes and removes documents. Those that the server refuses are found by halves, so that
 * they alone stay out: they and the reasons are put into `refused`.
 * @throws TargetAway
 */
export async function writeOrHalve(
  target: Target,
  { uid, timeoutMs }: { uid: string; timeoutMs?: number },
  documents: MeiliDocument[],
  remove: number[],
  refused: Map<number, string>,
): Promise<void> {
  try {
    await target.write(uid, documents, remove, timeoutMs);
  } catch (error) {
    if (!(error instanceof DocumentsRefused)) throw error;
    const [first] = documents;
    if (!first) throw new TargetAway(error.message, null);
    if (documents.length === 1) {
      refused.set(first.id, error.message);
      if (remove.length > 0) await target.write(uid, [], remove, timeoutMs);
      return;
    }
    const middle = Math.ceil(documents.length / 2);
    await writeOrHalve(target, { uid, timeoutMs }, documents.slice(0, middle), remove, refused);
    await writeOrHalve(target, { uid, timeoutMs }, documents.slice(middle), [], refused);
  }
}
