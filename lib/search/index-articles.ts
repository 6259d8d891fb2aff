/** Keeps the Postgres engine's documents in step with their articles, inside the change's own transaction. */
import { setImmediate } from "node:timers/promises";
import { putSearchDocuments, removeSearchDocuments, type SearchRow } from "@/db/article-search";
import type { Db } from "@/db/client";
import { publishedSources, type SourceRow } from "@/db/search-documents";
import { together } from "@/db/together";
import { documentOf } from "./document";
import { lexemesOf } from "./lexemes";

const WRITTEN_AT_ONCE = 100;

/** Writes the documents of these articles anew from their current rows; only published articles have one. */
export async function indexArticles(tx: Db, articleIds: Iterable<number>): Promise<void> {
  const ids = [...new Set(articleIds)];
  const sources = await publishedSources(tx, ids);
  const written: Promise<void>[] = [];
  for (let at = 0; at < sources.length; at += WRITTEN_AT_ONCE) {
    const writing = putSearchDocuments(tx, sources.slice(at, at + WRITTEN_AT_ONCE).map(searchRow));
    written.push(writing);
    // Awaited below; until then its failure is nobody's unhandled one.
    writing.catch(() => {});
    // Sent now: Postgres writes these while we make the next.
    await setImmediate();
  }
  await together(...written);
  const kept = new Set(sources.map(({ id }) => id));
  await removeSearchDocuments(
    tx,
    ids.filter((id) => !kept.has(id)),
  );
}

/** One after the other, and nothing kept of the words: hundreds of articles have tens of thousands. */
function searchRow(source: SourceRow): SearchRow {
  const document = documentOf(source);
  const { id, publishedAt, liveFrom, liveUntil, providerId, type, topicIds, storyId, quality, heat, hot } = source;
  return {
    ...{ id, publishedAt, liveFrom, liveUntil, providerId, type, topicIds, storyId, quality, heat, hot },
    document: lexemesOf(document),
    titleWords: document.title.length,
  };
}
