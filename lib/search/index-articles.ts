/** Keeps the Postgres engine's documents in step with their articles, inside the change's own transaction. */
import { putSearchDocuments, removeSearchDocuments } from "@/db/article-search";
import type { Db } from "@/db/client";
import { publishedSources } from "@/db/search-documents";
import { documentOf } from "./document";
import { lexemesOf } from "./lexemes";

/** Writes the documents of these articles anew from their current rows; only published articles have one. */
export async function indexArticles(tx: Db, articleIds: Iterable<number>): Promise<void> {
  const ids = [...new Set(articleIds)];
  const documents = (await publishedSources(tx, ids)).map(documentOf);
  await putSearchDocuments(
    tx,
    documents.map((document) => ({
      ...document,
      document: lexemesOf(document),
      titleWords: document.title.length,
    })),
  );
  const kept = new Set(documents.map(({ id }) => id));
  await removeSearchDocuments(
    tx,
    ids.filter((id) => !kept.has(id)),
  );
}
