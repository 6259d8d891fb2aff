/** Takes article, topic and organization files into the database: `npm run import`. */
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { announce, EVERYTHING } from "@/db/announce";
import { putPaths } from "@/db/article-files";
import { filesBySlug } from "@/db/article-rows";
import { type Actor, appendAudit } from "@/db/audit";
import type { Connection, Db } from "@/db/client";
import { badDataReason, databaseNow, lockForImport } from "@/db/importing";
import { retried } from "@/db/retry";
import { topicIdsAbove } from "@/db/topic-tree";
import { parseArticleFile } from "../article/file";
import { applyOrganizationFile } from "../provider/apply-file";
import { applyTopicFile } from "../topic/apply-file";
import { applyArticles } from "./apply-articles";
import {
  type ArticleSource,
  type OrganizationSource,
  type ParsedArticle,
  type ParsedFile,
  readSource,
  type TopicSource,
} from "./parse-file";
import { exists, hasMoved, placesOf } from "./places";
import { Refusal } from "./refusal";
import { reindexMoved, reindexRenamed } from "./reindex-renamed";
import { emptyReport, IMPORT_ACTOR, type ImportReport, type ImportRun } from "./run";
import { type Found, walk } from "./walk";

/** Files read ahead, and articles a transaction. */
const BATCH_SIZE = 500;
const READ_AT_ONCE = 16;
const PARSED_AT_ONCE = 16;
const MAX_EXAMPLES = 3;

export type ImportOptions = {
  now?: Date;
  /** Does everything in one transaction, and takes it back. */
  dryRun?: boolean;
  /** Who asked for it; without it the command. */
  by?: Actor;
  /** False for files that are there for this import alone, such as an upload: where they are is not kept. */
  keepsPaths?: boolean;
  /** Asked between batches: what was imported stays, the rest is left out. */
  isStopped?: () => Promise<boolean>;
  /** Called for each file that is not taken. */
  onRefusal?: (path: string, reason: string) => void;
  /** Called now and then with what was done so far. */
  onProgress?: (report: ImportReport) => void;
};

/**
 * Imports files, and folders with all that is below them. Each batch is a transaction; importing again changes nothing.
 * @throws Refusal when one of the paths is not there: then nothing is imported.
 */
export async function importPaths(
  { db }: Pick<Connection, "db">,
  paths: string[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  for (const path of paths) {
    await lstat(path).catch(() => {
      throw new Refusal(`There is no file or folder ${path}.`);
    });
  }
  if (!options.dryRun) return runImport(db, paths, options);
  let report: ImportReport | undefined;
  await db
    .transaction(async (tx) => {
      report = await runImport(tx, paths, options);
      throw new TakenBack();
    })
    .catch((error) => {
      if (!(error instanceof TakenBack)) throw error;
    });
  return report as ImportReport;
}

class TakenBack extends Error {}

async function runImport(db: Db, paths: string[], options: ImportOptions): Promise<ImportReport> {
  const began = performance.now();
  const report = emptyReport();
  const run: ImportRun = {
    now: options.now ?? new Date(),
    startedAt: await databaseNow(db),
    places: await placesOf(paths),
    keepsPaths: options.keepsPaths ?? true,
    folders: new Set(),
    report,
    renamedProviders: new Set(),
    renamedTopics: new Set(),
    refuse: (path, { message }) => {
      report.refused += 1;
      options.onRefusal?.(path, message);
    },
  };
  const topicsBefore = await topicIdsAbove(db);
  // While one batch is written, the next is read; in a dry run both would use the one transaction.
  let writing = Promise.resolve();
  for await (const found of batches(paths)) {
    if (await options.isStopped?.()) break;
    if (options.dryRun) await writing;
    const prepared = await prepare(db, found, run);
    await writing;
    writing = write(db, prepared, run).then(() => options.onProgress?.(report));
    // Awaited above or below; until then its failure is nobody's unhandled one.
    writing.catch(() => {});
  }
  await writing;
  await reindexRenamed(db, run);
  await reindexMoved(db, topicsBefore);
  const { durationMs, future, ...counts } = report;
  const tallies = [report.articles, report.topics, report.organizations];
  if (tallies.some((tally) => tally.new + tally.changed > 0)) {
    await appendAudit(db, { by: options.by ?? IMPORT_ACTOR, action: "import", subject: "import", after: counts });
  }
  return { ...report, durationMs: performance.now() - began };
}

async function* batches(paths: string[]): AsyncGenerator<Found[]> {
  let batch: Found[] = [];
  for (const path of paths) {
    for await (const found of walk(path)) {
      batch.push(found);
      if (batch.length < BATCH_SIZE) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

type Prepared = {
  articles: ParsedArticle[];
  moved: { articleId: number; path: string }[];
  others: (TopicSource | OrganizationSource)[];
};

/** Reads files, and parses those that are not in the database as they are. */
async function prepare(db: Db, found: Found[], run: ImportRun): Promise<Prepared> {
  const sources = await readAll(found, run);
  const articles = sources.filter((source): source is ArticleSource => source.kind === "article");
  const known = await filesBySlug(
    db,
    articles.map(({ slug }) => slug),
  );
  const parsed: ParsedArticle[] = [];
  const moved: Prepared["moved"] = [];
  for (const [index, source] of articles.entries()) {
    // The batch that is being written goes first.
    if (index % PARSED_AT_ONCE === 0) await setImmediate();
    run.folders.add(source.folder);
    const file = known.get(source.slug);
    if (file?.hash === source.hash) {
      run.report.articles.unchanged += 1;
      const path = source.absolutePath;
      if (run.keepsPaths && (await hasMoved(file.path, path, run.places)))
        moved.push({ articleId: file.articleId, path });
    } else {
      const data = await takenOrRefused(source.path, run, () => parseArticleFile(source.text).data);
      if (data) parsed.push({ ...source, data });
    }
  }
  return { articles: parsed, moved, others: sources.filter((source) => source.kind !== "article") };
}

async function readAll(found: Found[], run: ImportRun): Promise<ParsedFile[]> {
  const sources: ParsedFile[] = [];
  for (let at = 0; at < found.length; at += READ_AT_ONCE) {
    const group = found.slice(at, at + READ_AT_ONCE).map(async (one) => {
      if ("refusal" in one) {
        run.refuse(one.path, one.refusal);
        return undefined;
      }
      const source = await takenOrRefused(one.path, run, () => readSource(one));
      if (source === null) run.report.passedOver += 1;
      return source;
    });
    sources.push(...(await Promise.all(group)).filter((source) => source != null));
  }
  return sources;
}

async function write(db: Db, { articles, moved, others }: Prepared, run: ImportRun): Promise<void> {
  for (const source of others) await takenOrRefused(source.path, run, () => writeOther(db, source, run));
  await putPaths(db, moved);
  await writeArticles(db, articles, run);
}

async function writeOther(db: Db, source: TopicSource | OrganizationSource, run: ImportRun): Promise<void> {
  await db.transaction(async (tx) => {
    await lockForImport(tx);
    const done = await (source.kind === "topic" ? writeTopic(tx, source, run) : writeOrganization(tx, source, run));
    if (done.outcome !== "unchanged") await announce(tx, [EVERYTHING]);
  });
}

async function writeTopic(tx: Db, source: TopicSource, run: ImportRun) {
  const done = await applyTopicFile(tx, source, (name) => exists(join(source.folder, name)));
  run.report.topics[done.outcome] += 1;
  if (done.renamed) run.renamedTopics.add(done.id);
  return done;
}

async function writeOrganization(tx: Db, source: OrganizationSource, run: ImportRun) {
  const done = await applyOrganizationFile(tx, source.text, source.data);
  run.report.organizations[done.outcome] += 1;
  if (done.renamed) run.renamedProviders.add(done.id);
  return done;
}

/** Articles that Postgres refuses are found by halves, so that they alone stay out. */
async function writeArticles(db: Db, articles: ParsedArticle[], run: ImportRun): Promise<void> {
  const [first] = articles;
  if (!first) return;
  try {
    const { tally, refused } = await retried(() => db.transaction((tx) => writeBatch(tx, articles, run)));
    for (const key of ["new", "changed", "unchanged"] as const) run.report.articles[key] += tally[key];
    for (const [path, refusal] of refused) run.refuse(path, refusal);
    const refusedPaths = new Set(refused.map(([path]) => path));
    noteFuture(
      articles.filter(({ path }) => !refusedPaths.has(path)),
      run,
    );
  } catch (error) {
    const reason = badDataReason(error);
    if (reason === null) throw error;
    if (articles.length === 1) {
      run.refuse(first.path, new Refusal(`the database does not take it: ${reason}`));
      return;
    }
    const middle = Math.ceil(articles.length / 2);
    await writeArticles(db, articles.slice(0, middle), run);
    await writeArticles(db, articles.slice(middle), run);
  }
}

function noteFuture(taken: ParsedArticle[], { now, report: { future } }: ImportRun): void {
  const paths = taken.filter(({ data }) => data.publishedAt > now).map(({ path }) => path);
  future.articles += paths.length;
  future.examples.push(...paths.slice(0, MAX_EXAMPLES - future.examples.length));
}

async function writeBatch(tx: Db, articles: ParsedArticle[], run: ImportRun) {
  // A batch that fails is taken back, and with it what it refused.
  const refused: [string, Refusal][] = [];
  const attempt = { ...run, refuse: (path: string, refusal: Refusal) => void refused.push([path, refusal]) };
  await lockForImport(tx);
  return { tally: await applyArticles(tx, articles, attempt), refused };
}

async function takenOrRefused<T>(path: string, run: ImportRun, take: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    run.refuse(path, error);
    return undefined;
  }
}
