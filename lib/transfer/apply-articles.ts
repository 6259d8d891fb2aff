/** Puts a batch of article files into the database: one transaction, few statements. */
import { announce, EVERYTHING } from "@/db/announce";
import { putFiles, putPaths, type StoredFile } from "@/db/article-files";
import {
  type ArticleRow,
  type ArticleWithFile,
  addRedirects,
  insertArticles,
  removeRedirects,
  reserveArticleIds,
  updateArticles,
} from "@/db/article-rows";
import { addArticleTopics, setArticleTopics, topicsOfArticles } from "@/db/article-topics";
import type { Db } from "@/db/client";
import { goneAmong } from "@/db/gone";
import { enqueue } from "@/db/outbox";
import { together } from "@/db/together";
import type { ArticleData } from "../article/fields";
import { parseArticleFile } from "../article/file";
import { same } from "../article/same";
import { articleTag, storyTag } from "../cache-tags";
import { ensureProviders } from "../provider/ensure";
import { indexArticles } from "../search/index-articles";
import { ensureTopics } from "../topic/ensure";
import { type Change, existing, recordChanges, tagsOfChanges } from "./changes";
import { type Identified, identified } from "./identity";
import { mergedRow, newRow } from "./merge";
import type { ParsedArticle } from "./parse-file";
import { hasMoved } from "./places";
import { Refusal } from "./refusal";
import type { ImportRun, Tally } from "./run";
import { writeStories } from "./write-stories";

/** Above so many changed articles, telling every page costs less than telling each which. */
const MAX_ANNOUNCED = 20;

/** Refusals go to the run; everything else of the batch goes in. */
export async function applyArticles(tx: Db, files: ParsedArticle[], run: ImportRun): Promise<Tally> {
  const unique = withoutTwins(files, run.refuse);
  const all = await withoutGone(tx, await identified(tx, unique, run), run.refuse);
  const toApply = all.filter(({ row, file, slug }) => row?.file.hash !== file.hash || row.slug !== slug);
  await putPaths(tx, await movedOf(all, run));
  const tally = { new: 0, changed: 0, unchanged: all.length - toApply.length };
  if (toApply.length === 0) return tally;

  const formers = new Map(toApply.map((item) => [item, formerData(item.row)]));
  const mentions = toApply.flatMap(({ file: { data } }) => [
    { ...data.provider, publishedAt: data.publishedAt, published: data.state === "published" },
    ...data.related.map((entry) => ({ ...entry.provider, publishedAt: entry.publishedAt, published: false })),
  ]);
  const providers = await ensureProviders(tx, mentions);
  for (const id of providers.renamed) run.renamedProviders.add(id);
  // Names that are not applied are no topics: a topic file may have given their topic another.
  const named = toApply.filter((item) => hasOtherTopics(formers.get(item) ?? null, item.file));
  const topics = await ensureTopics(
    tx,
    named.flatMap(({ file }) => file.data.topics),
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
  const redirectedIds = await writeRows(tx, changes, topics.ids, topicsBefore, run);
  const stories = await writeStories(tx, changes, providers.ids, run);

  const changedIds = [...changes.map(({ after }) => after.id), ...stories.changedIds];
  await recordChanges(tx, changes, stories.others, run.program);
  // Heat and story stand in the search documents, too. Postgres notes the one while we make the other.
  const toldIds = [...changedIds, ...stories.deletedIds];
  await together(indexArticles(tx, toldIds), enqueue(tx, toldIds));
  const isMuch = changedIds.length > MAX_ANNOUNCED || topics.made || providers.changed || stories.deletedIds.length > 0;
  const tags = async () => [
    ...(await tagsOfChanges(tx, changes, changedIds, topicsBefore)),
    ...redirectedIds.map(articleTag),
    ...stories.touchedIds.map(storyTag),
  ];
  await announce(tx, isMuch ? [EVERYTHING] : await tags());
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

/** Files of articles that were deleted for good stay out, whatever they are called now. */
async function withoutGone(tx: Db, all: Identified[], refuse: ImportRun["refuse"]): Promise<Identified[]> {
  const linksOf = ({ data }: ParsedArticle) => [data.webUrl, data.originalUrl].flatMap((link) => link ?? []);
  const gone = await goneAmong(
    tx,
    all.flatMap(({ file, row }) => (row?.slug === file.slug ? [] : [file.slug, ...linksOf(file)])),
  );
  if (gone.size === 0) return all;
  return all.filter(({ file, row }) => {
    const isGone = gone.has(file.slug) || (row === null && linksOf(file).some((link) => gone.has(link)));
    if (isGone) refuse(file.path, new Refusal("its article was deleted for good"));
    return !isGone;
  });
}

/** What the article's file said; null for none, and for one that would not be taken any more. */
function formerData(row: ArticleWithFile | null): ArticleData | null {
  if (row?.file.text == null) return null;
  try {
    return parseArticleFile(row.file.text).data;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function movedOf(
  all: Identified[],
  { places, keepsPaths }: ImportRun,
): Promise<{ articleId: number; path: string }[]> {
  if (!keepsPaths) return [];
  const moved: { articleId: number; path: string }[] = [];
  for (const { row, file } of all) {
    const path = file.absolutePath;
    if (row?.file.hash === file.hash && (await hasMoved(row.file.path, path, places)))
      moved.push({ articleId: row.id, path });
  }
  return moved;
}

const hasOtherTopics = (former: ArticleData | null, { data }: ParsedArticle) =>
  former === null || !same(former.topics, data.topics);

const rowOf = ({ file, createdAt, ...row }: ArticleWithFile): ArticleRow => row;

/** @returns articles whose redirects others took */
async function writeRows(
  tx: Db,
  changes: Change[],
  topicIds: Map<string, string>,
  topicsBefore: Map<number, { id: string; name: string }[]>,
  { keepsPaths }: ImportRun,
): Promise<number[]> {
  const made = changes.filter(({ before }) => before === null);
  const slugs = new Set(changes.map(({ after }) => after.slug as string));
  // Asked one after the other, without waiting in between: Postgres writes rows while we write the next statement.
  const [, , , redirectedIds] = await together(
    insertArticles(
      tx,
      made.map(({ after }) => after),
    ),
    updateArticles(
      tx,
      existing(changes)
        .filter(({ before, after }) => !same(rowOf(before), after))
        .map(({ after }) => after),
    ),
    putFiles(
      tx,
      changes.map(
        ({ after, file }): StoredFile => ({
          articleId: after.id,
          text: file.text,
          hash: file.hash,
          path: keepsPaths ? file.absolutePath : null,
        }),
      ),
    ),
    removeRedirects(tx, [...slugs]),
  );
  await addRedirects(
    tx,
    existing(changes).flatMap(({ before, after }) =>
      before.slug !== null && before.slug !== after.slug && !slugs.has(before.slug)
        ? [{ slug: before.slug, articleId: after.id }]
        : [],
    ),
  );
  // Two names may stand for one topic, since editors merge topics.
  const idsOf = ({ file }: Change) => [...new Set(file.data.topics.map((name) => topicIds.get(name) as string))];
  await addArticleTopics(tx, new Map(made.map((change) => [change.after.id, idsOf(change)])));
  const retopic = existing(changes).filter(
    (change) =>
      hasOtherTopics(change.former, change.file) &&
      !same(
        idsOf(change),
        (topicsBefore.get(change.after.id) ?? []).map(({ id }) => id),
      ),
  );
  await setArticleTopics(tx, new Map(retopic.map((change) => [change.after.id, idsOf(change)])));
  return redirectedIds;
}
