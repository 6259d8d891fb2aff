/** Which article a file is: the one of its name, one that was renamed, coverage that had no file yet, or a new one. */
import { join } from "node:path";
import {
  type ArticleWithFile,
  articlesById,
  articlesBySlug,
  articlesLike,
  lockWithStories,
  redirectsFrom,
} from "@/db/article-rows";
import type { Db } from "@/db/client";
import { lastRenameBy } from "@/db/renames";
import { keyOf } from "../article/fields";
import type { ParsedArticle } from "./parse-file";
import { exists, isGone } from "./places";
import { Refusal } from "./refusal";
import { IMPORT_ACTOR, type ImportRun } from "./run";

/** Beyond so many folders, files of one name in two of them are not looked for. */
const MAX_FOLDERS_COMPARED = 100;

export type Identified = {
  file: ParsedArticle;
  /** Null for a new article. */
  row: ArticleWithFile | null;
  /** The file's name, unless an editor gave the article another one since. */
  slug: string;
};

type Seen = Pick<ImportRun, "folders" | "places" | "refuse">;

/** Identifies files of different names; those that clash with another file of this import are refused. */
export async function identified(tx: Db, files: ParsedArticle[], run: Seen): Promise<Identified[]> {
  const slugs = files.map(({ slug }) => slug);
  await lockWithStories(tx, slugs);
  const rows = await articlesBySlug(tx, slugs);
  const bySlug = new Map(rows.map((row) => [row.slug, row]));
  const unknown = files.filter(({ slug }) => !bySlug.has(slug));
  const taken = new Set(rows.map(({ id }) => id));
  const pool = await candidates(tx, unknown);

  const found: Identified[] = [];
  for (const file of files) {
    const own = bySlug.get(file.slug);
    if (!own) {
      const match = await matched(tx, file, pool, taken, run);
      if (match.row) taken.add(match.row.id);
      found.push(match);
    } else if (own.file.hash !== file.hash && (await isInOtherFolder(file, run.folders))) {
      run.refuse(file.path, new Refusal("another file of this import has the same name"));
    } else found.push({ file, row: own, slug: file.slug });
  }
  return found;
}

type Pool = { redirected: Map<string, ArticleWithFile>; alike: ArticleWithFile[] };

async function candidates(tx: Db, files: ParsedArticle[]): Promise<Pool> {
  const redirects = await redirectsFrom(
    tx,
    files.map(({ slug }) => slug),
  );
  const targets = new Map((await articlesById(tx, [...redirects.values()])).map((row) => [row.id, row]));
  const redirected = [...redirects].flatMap(([slug, id]) => {
    const target = targets.get(id);
    return target ? [[slug, target] as const] : [];
  });
  const alike = await articlesLike(tx, {
    hashes: files.map(({ hash }) => hash),
    links: files.map(({ data }) => linkOf(data)),
    keys: files.map(({ data }) => keyOf(data) as string),
  });
  return { redirected: new Map(redirected), alike };
}

async function matched(
  tx: Db,
  file: ParsedArticle,
  { redirected, alike }: Pool,
  taken: ReadonlySet<number>,
  { folders, places }: Seen,
): Promise<Identified> {
  const isBeside = (slug: string) => isInAnyFolder(slug, new Set([file.folder, ...folders]));
  // A file elsewhere, which this import does not come to, may be there still.
  const isRenamed = async ({ id, slug, file: { path } }: ArticleWithFile) =>
    slug !== null && !taken.has(id) && path !== null && (await isGone(path, places)) && !(await isBeside(slug));

  const former = redirected.get(file.slug);
  if (former && !taken.has(former.id) && (former.file.hash === file.hash || isSameLink(former, file))) {
    const wasRenamedByFiles = (await lastRenameBy(tx, former.id)) === IMPORT_ACTOR.name;
    // Back to its old name, when files gave it the new one; an editor's choice of name stays.
    if (wasRenamedByFiles && (await isRenamed(former))) return { file, row: former, slug: file.slug };
    const slug = former.slug as string;
    if (!wasRenamedByFiles && !(await isBeside(slug))) return { file, row: former, slug };
  }
  const byContent = alike.filter((row) => row.file.hash === file.hash);
  const byLink = alike.filter((row) => row.file.text !== null && isSameArticle(row, file));
  for (const row of [...byContent, ...byLink]) {
    if (await isRenamed(row)) return { file, row, slug: file.slug };
  }
  const coverage = alike.find(
    (row) => row.file.text === null && row.file.entry !== null && keyOf(row) === keyOf(file.data) && !taken.has(row.id),
  );
  return { file, row: coverage ?? null, slug: file.slug };
}

const linkOf = (article: { webUrl: string | null; originalUrl: string | null }) =>
  (article.originalUrl ?? article.webUrl) as string;

const isSameLink = (row: ArticleWithFile, { data }: ParsedArticle) => linkOf(row) === linkOf(data);

const isSameArticle = (row: ArticleWithFile, file: ParsedArticle) =>
  isSameLink(row, file) &&
  row.title === file.data.title &&
  row.publishedAt.getTime() === file.data.publishedAt.getTime();

async function isInOtherFolder({ slug, folder }: ParsedArticle, folders: ReadonlySet<string>): Promise<boolean> {
  const others = new Set(folders);
  others.delete(folder);
  return isInAnyFolder(slug, others);
}

async function isInAnyFolder(slug: string, folders: ReadonlySet<string>): Promise<boolean> {
  for (const folder of [...folders].slice(0, MAX_FOLDERS_COMPARED)) {
    if (await exists(join(folder, `${slug}.md`))) return true;
  }
  return false;
}
