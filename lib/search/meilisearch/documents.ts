/** Articles as documents of Meilisearch, from their current rows. */
import type { Db } from "@/db/client";
import { liveSources, type SourceRow } from "@/db/search-documents";
import { documentOf } from "../document";
import { type MeiliDocument, meiliDocument } from "./document";

export const meiliDocumentsOf = (rows: SourceRow[], timeZone: string): MeiliDocument[] =>
  rows.map((row) => meiliDocument(documentOf(row), timeZone));

/** What an index should hold of these articles, and which of them it should not. */
export async function currentDocuments(
  db: Db,
  ids: number[],
  now: Date,
  timeZone: string,
): Promise<{ put: MeiliDocument[]; remove: number[] }> {
  const put = meiliDocumentsOf(await liveSources(db, ids, now), timeZone);
  const live = new Set(put.map(({ id }) => id));
  return { put, remove: ids.filter((id) => !live.has(id)) };
}
