/** Brings coverage that has no file up to date with the `related` list it stands in. */
import { putEntries } from "@/db/article-files";
import { type ArticleRow, type ArticleWithFile, articlesOfStories, updateArticles } from "@/db/article-rows";
import type { Db } from "@/db/client";
import { type ArticleData, keyOf } from "../article/fields";
import { same } from "../article/same";
import { mergedEntryRow } from "./merge";

type Edited = { after: ArticleRow; former: ArticleData | null; file: { data: ArticleData } };

/** @returns the articles it changed */
export async function putEditedEntries(tx: Db, changes: Edited[], providerIds: Map<string, number>): Promise<number[]> {
  const pairs = changes.flatMap(({ after, former, file }) =>
    (former?.related ?? []).flatMap((was) => {
      const is = file.data.related.find(({ key }) => key === was.key);
      return is && after.storyId !== null && !same(was.raw, is.raw) ? [{ storyId: after.storyId, was, is }] : [];
    }),
  );
  if (pairs.length === 0) return [];
  const members = await articlesOfStories(tx, [...new Set(pairs.map(({ storyId }) => storyId))]);
  const isCoverageOf = (member: ArticleWithFile, storyId: number, key: string) =>
    member.storyId === storyId && member.file.text === null && member.file.entry !== null && keyOf(member) === key;
  const edits = pairs.flatMap(({ storyId, was, is }) => {
    const member = members.find((one) => isCoverageOf(one, storyId, was.key));
    if (!member) return [];
    const { file, createdAt, ...row } = member;
    return [{ row: mergedEntryRow(row, was, is, providerIds.get(is.provider.domain) as number), entry: is.raw }];
  });
  await updateArticles(
    tx,
    edits.map(({ row }) => row),
  );
  await putEntries(
    tx,
    edits.map(({ row, entry }) => ({ articleId: row.id, entry })),
  );
  return edits.map(({ row }) => row.id);
}
