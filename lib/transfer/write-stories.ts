/** Makes the stories that a batch of article files tells of. */
import { type ArticleRow, type ArticleWithFile, articlesById } from "@/db/article-rows";
import type { Db } from "@/db/client";
import { settleAlone } from "@/db/stories-write";
import { same } from "../article/same";
import { settleStories } from "../story/settle";
import type { Change, StoryChange } from "./changes";
import { putEditedEntries } from "./edited-entries";
import { regiveHeat } from "./regive-heat";
import { type Listing, relate } from "./relate";
import type { ImportRun } from "./run";
import { unrelate } from "./unrelate";

/** What a batch did to stories, beyond its own articles. */
type Written = {
  /** Articles of other files whose heat or place changed. */
  others: StoryChange[];
  /** Articles that are not as they were. */
  changedIds: number[];
  deletedIds: number[];
  /** Stories with other members than before, those among them that are no more. */
  touchedIds: number[];
};

export async function writeStories(
  tx: Db,
  changes: Change[],
  providerIds: Map<string, number>,
  run: ImportRun,
): Promise<Written> {
  const listings = changes.map((change): Listing => {
    const listed = new Set(change.former?.related.map(({ key }) => key));
    const entries = change.file.data.related.filter(({ key }) => !listed.has(key));
    return { articleId: change.after.id, storyId: change.after.storyId, entries };
  });
  const losing = changes.filter(({ former, file, after }) => {
    const listed = new Set(file.data.related.map(({ key }) => key));
    return after.storyId !== null && (former?.related ?? []).some(({ key }) => !listed.has(key));
  });
  const edited = await putEditedEntries(tx, changes, providerIds);
  const related = await relate(tx, listings, providerIds);
  const lost = await unrelate(
    tx,
    await storiesOf(
      tx,
      losing.map(({ after }) => after.id),
    ),
  );
  const touched = await storiesOf(tx, [
    ...changes
      .filter(({ after, before }) => after.storyId !== null && isScored(before, after))
      .map(({ after }) => after.id),
    ...edited,
  ]);
  const storyIds = [...new Set([...related.storyIds, ...lost.storyIds, ...touched])];
  const newIds = new Set(changes.filter(({ former }) => former === null).map(({ after }) => after.id));
  await regiveHeat(tx, storyIds, ({ id, createdAt }) => createdAt >= run.startedAt || newIds.has(id), run.now);
  const settled = await settleStories(tx, storyIds, run.now);
  await settleAlone(tx, lost.aloneIds);
  const ofBatch = new Set(changes.map(({ after }) => after.id));
  const made = new Set(related.createdIds);
  const others: StoryChange[] = settled.filter(({ id }) => !ofBatch.has(id) && !made.has(id));
  return {
    others,
    changedIds: [
      ...related.createdIds,
      ...related.movedIds,
      ...edited,
      ...lost.aloneIds,
      ...lost.movedIds,
      ...settled.map(({ id }) => id),
    ],
    deletedIds: lost.deletedIds,
    touchedIds: [...storyIds, ...related.absorbedIds],
  };
}

/** Whether anything changed that decides on lead and heat. */
function isScored(before: ArticleWithFile | null, after: ArticleRow): boolean {
  const keys = ["state", "quality", "publishedAt", "heatGiven", "liveFrom", "liveUntil"] as const;
  return before === null || before.file.text === null || keys.some((key) => !same(before[key], after[key]));
}

async function storiesOf(tx: Db, articleIds: number[]): Promise<number[]> {
  const rows = await articlesById(tx, articleIds);
  return [...new Set(rows.flatMap(({ storyId }) => storyId ?? []))];
}
