/** What a batch of article files did, for whoever must hear of it: the audit log and the cached pages. */
import { type ArticleRow, type ArticleWithFile, articlesById } from "@/db/article-rows";
import { topicsOfArticles } from "@/db/article-topics";
import { type Actor, type AuditEntry, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { RENAME } from "@/db/renames";
import type { ArticleData } from "../article/fields";
import { same } from "../article/same";
import { tagsOf } from "../cache-tags";
import type { ParsedArticle } from "./parse-file";
import { IMPORT_ACTOR } from "./run";

/** A file with its article as it was and as it is to be. */
export type Change = {
  file: ParsedArticle;
  before: ArticleWithFile | null;
  after: ArticleRow;
  former: ArticleData | null;
};

type Existing = Change & { before: ArticleWithFile };
export const existing = (changes: Change[]) => changes.filter((change): change is Existing => change.before !== null);

export type StoryChange = { id: number; before: { heat: number | null }; after: { heat: number | null } };

/**
 * One entry for each article that has another state, score or name now. With a program, which records its own articles
 * itself, for the others of their stories.
 */
export async function recordChanges(tx: Db, changes: Change[], others: StoryChange[], program?: Actor) {
  const now = new Map(
    (
      await articlesById(
        tx,
        existing(changes).map(({ after }) => after.id),
      )
    ).map((row) => [row.id, row]),
  );
  const scores = (row: ArticleRow) => ({ state: row.state, quality: row.quality, heat: row.heat });
  const entries = existing(changes).flatMap(({ before, after }): AuditEntry[] => {
    const row = now.get(after.id) ?? after;
    const subject = { by: IMPORT_ACTOR, subject: "article", subjectId: after.id };
    return [
      ...(same(scores(before), scores(row))
        ? []
        : [{ ...subject, action: "import", before: scores(before), after: scores(row) }]),
      ...(before.slug === null || before.slug === after.slug
        ? []
        : [{ ...subject, action: RENAME, before: { slug: before.slug }, after: { slug: after.slug } }]),
    ];
  });
  const settled = others
    .filter(({ before, after }) => before.heat !== after.heat)
    .map(({ id, before, after }) => ({
      by: program ?? IMPORT_ACTOR,
      action: program ? "follow" : "import",
      subject: "article",
      subjectId: id,
      before: { heat: before.heat },
      after: { heat: after.heat },
    }));
  await appendAudit(tx, [...(program ? [] : entries), ...settled]);
}

/** Cache tags of the changed articles, as they were and as they are. */
export async function tagsOfChanges(
  tx: Db,
  changes: Change[],
  ids: number[],
  topicsBefore: Map<number, { id: string; name: string }[]>,
): Promise<string[]> {
  const rows = await articlesById(tx, ids);
  const topics = await topicsOfArticles(tx, ids);
  const tagged = (row: ArticleRow, of: Map<number, { id: string }[]>) => ({
    ...row,
    topicIds: (of.get(row.id) ?? []).map(({ id }) => id),
  });
  return tagsOf(
    ...existing(changes).map(({ before }) => tagged(before, topicsBefore)),
    ...rows.map((row) => tagged(row, topics)),
  );
}
