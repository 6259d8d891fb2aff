/** Puts a batch of article files into the database: one transaction, few statements. */
import { announce, EVERYTHING } from "@/db/announce";
import { putFiles, type StoredFile } from "@/db/article-files";
import {
  type ArticleRow,
  type ArticleWithFile,
  addRedirects,
  articlesById,
  insertArticles,
  removeRedirects,
  reserveArticleIds,
  updateArticles,
} from "@/db/article-rows";
import { addArticleTopics, setArticleTopics, topicsOfArticles } from "@/db/article-topics";
import type { Db } from "@/db/client";
import { enqueue } from "@/db/outbox";
import { settleAlone } from "@/db/stories-write";
import { type ArticleData, articleData } from "../article/fields";
import { parseFrontMatter } from "../article/file";
import { same } from "../article/same";
import { ensureProviders } from "../provider/ensure";
import { indexArticles } from "../search/index-articles";
import { settleStories } from "../story/settle";
import { ensureTopics } from "../topic/ensure";
import { type Change, existing, recordChanges, type StoryChange, tagsOfChanges } from "./changes";
import { putEditedEntries } from "./edited-entries";
import { identified } from "./identity";
import { mergedRow, newRow } from "./merge";
import type { ParsedArticle } from "./parse-file";
import { Refusal } from "./refusal";
import { regiveHeat } from "./regive-heat";
import { type Listing, relate } from "./relate";
import type { ImportRun, Tally } from "./run";
import { unrelate } from "./unrelate";

/** Above so many changed articles, telling every page costs less than telling each which. */
const MAX_ANNOUNCED = 20;

/** Refusals go to the run; everything else of the batch goes in. */
export async function applyArticles(tx: Db, files: ParsedArticle[], run: ImportRun): Promise<Tally> {
  const unique = withoutTwins(files, run.refuse);
  const all = await identified(tx, unique, run);
  const toApply = all.filter(({ row, file, slug }) => row?.file.hash !== file.hash || row.slug !== slug);
  const tally = { new: 0, changed: 0, unchanged: all.length - toApply.length };
  if (toApply.length === 0) return tally;

  const formers = new Map(toApply.map((item) => [item, formerData(item.row)]));
  const mentions = toApply.flatMap(({ file: { data } }) => [
    { ...data.provider, publishedAt: data.publishedAt, published: data.state === "published" },
    ...data.related.map((entry) => ({ ...entry.provider, publishedAt: entry.publishedAt, published: false })),
  ]);
  const providers = await ensureProviders(tx, mentions);
  for (const id of providers.renamed) run.renamedProviders.add(id);
  const topics = await ensureTopics(
    tx,
    toApply.flatMap(({ file }) => file.data.topics),
  );

  const ids = await reserveArticleIds(tx, toApply.filter(({ row }) => row === null).length);
  const changes = toApply.map((item): Change => {
    const { file, row, slug } = item;
    const providerId = providers.ids.get(file.data.provider.domain) as number;
    const former = formers.get(item) ?? null;
    if (row === null) {
      const place = { id: ids.shift() as number, slug, providerId };
      return { file, before: null, after: newRow(file.data, place), former };
    }
    const { file: _, createdAt, ...before } = row;
    return {
      file,
      before: row,
      after: mergedRow({ row: before, slug, former, data: file.data, providerId, now: run.now }),
      former,
    };
  });
  const topicsBefore = await topicsOfArticles(
    tx,
    existing(changes).map(({ before }) => before.id),
  );
  await writeRows(tx, changes, topics.ids, topicsBefore);
  const stories = await writeStories(tx, changes, providers.ids, run);

  const changedIds = [...changes.map(({ after }) => after.id), ...stories.changedIds];
  await recordChanges(tx, changes, stories.others);
  await enqueue(tx, [...changedIds, ...stories.deletedIds]);
  await indexArticles(
    tx,
    changes.map(({ after }) => after.id),
  );
  const isMuch = changedIds.length > MAX_ANNOUNCED || topics.made || providers.changed || stories.deletedIds.length > 0;
  await announce(tx, isMuch ? [EVERYTHING] : await tagsOfChanges(tx, changes, changedIds, topicsBefore));
  const made = changes.filter(({ before }) => before === null).length;
  return { ...tally, new: made, changed: changes.length - made };
}

/** Files of one name in one batch come from different folders: the first counts, and copies of it do no harm. */
function withoutTwins(files: ParsedArticle[], refuse: ImportRun["refuse"]): ParsedArticle[] {
  const bySlug = new Map<string, ParsedArticle>();
  for (const file of files) {
    const twin = bySlug.get(file.slug);
    if (!twin) bySlug.set(file.slug, file);
    else if (twin.hash !== file.hash) refuse(file.path, new Refusal(`it has the same name as ${twin.path}`));
  }
  return [...bySlug.values()];
}

/** What the article's file said; null for none, and for one that would not be taken any more. */
function formerData(row: ArticleWithFile | null): ArticleData | null {
  if (row?.file.text == null) return null;
  try {
    return articleData(parseFrontMatter(row.file.text).fields);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const rowOf = ({ file, createdAt, ...row }: ArticleWithFile): ArticleRow => row;

async function writeRows(
  tx: Db,
  changes: Change[],
  topicIds: Map<string, string>,
  topicsBefore: Map<number, { id: string; name: string }[]>,
) {
  const made = changes.filter(({ before }) => before === null);
  const slugs = new Set(changes.map(({ after }) => after.slug as string));
  await insertArticles(
    tx,
    made.map(({ after }) => after),
  );
  await updateArticles(
    tx,
    existing(changes)
      .filter(({ before, after }) => !same(rowOf(before), after))
      .map(({ after }) => after),
  );
  await putFiles(
    tx,
    changes.map(({ after, file }): StoredFile => ({ articleId: after.id, text: file.text, hash: file.hash })),
  );
  await removeRedirects(tx, [...slugs]);
  await addRedirects(
    tx,
    existing(changes).flatMap(({ before, after }) =>
      before.slug !== null && before.slug !== after.slug && !slugs.has(before.slug)
        ? [{ slug: before.slug, articleId: after.id }]
        : [],
    ),
  );
  const idsOf = ({ file }: Change) => file.data.topics.map((name) => topicIds.get(name) as string);
  await addArticleTopics(tx, new Map(made.map((change) => [change.after.id, idsOf(change)])));
  const retopic = existing(changes).filter(
    (change) =>
      (change.former === null || !same(change.former.topics, change.file.data.topics)) &&
      !same(
        idsOf(change),
        (topicsBefore.get(change.after.id) ?? []).map(({ id }) => id),
      ),
  );
  await setArticleTopics(tx, new Map(retopic.map((change) => [change.after.id, idsOf(change)])));
}

async function writeStories(tx: Db, changes: Change[], providerIds: Map<string, number>, run: ImportRun) {
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
  await regiveHeat(tx, storyIds, ({ id, createdAt }) => createdAt >= run.startedAt || newIds.has(id));
  const settled = await settleStories(tx, storyIds);
  await settleAlone(tx, lost.aloneIds);
  const ofBatch = new Set(changes.map(({ after }) => after.id));
  const made = new Set(related.createdIds);
  const others: StoryChange[] = settled.filter(({ id }) => !ofBatch.has(id) && !made.has(id));
  return {
    others,
    changedIds: [...related.createdIds, ...edited, ...lost.aloneIds, ...settled.map(({ id }) => id)],
    deletedIds: lost.deletedIds,
  };
}

/** Whether anything changed that decides on lead and heat. */
function isScored(before: ArticleWithFile | null, after: ArticleRow): boolean {
  const keys = ["state", "quality", "publishedAt", "heatGiven"] as const;
  return before === null || before.file.text === null || keys.some((key) => !same(before[key], after[key]));
}

async function storiesOf(tx: Db, articleIds: number[]): Promise<number[]> {
  const rows = await articlesById(tx, articleIds);
  return [...new Set(rows.flatMap(({ storyId }) => storyId ?? []))];
}
