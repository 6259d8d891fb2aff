/** Writes every article, topic and organization back to its file: `npm run export`. */
import { lstat, mkdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { articlesToExport, type ExportedMember, type ExportRow, membersToExport } from "@/db/article-export";
import { topicsOfArticles } from "@/db/article-topics";
import type { Connection, Db } from "@/db/client";
import { providersWithFiles } from "@/db/provider-changes";
import { chosenLeads } from "@/db/stories-write";
import { allTopics } from "@/db/topic-changes";
import { correctedRelated, editedCoverage, listsOthers, relatedOf } from "../article/related";
import { articleFileText } from "../article/write-file";
import { organizationFileText } from "../provider/write-file";
import { topicFilesOf } from "../topic/write-file";
import { Refusal } from "./refusal";
import type { Fields } from "./yaml";

const PAGE_SIZE = 500;

/** Where a file is to go: the folder below the root, and its name there. */
export type WriteFile = (
  folder: "_news" | "_data/topics" | "_data/organizations",
  name: string,
  text: string,
) => Promise<void>;

export type ExportOptions = {
  /** Told now and then how many articles are done. */
  onProgress?: (files: number) => Promise<void> | void;
  /** Asked between steps: true ends it before its end. */
  isStopped?: () => Promise<boolean>;
};

export type ExportReport = { articles: number; topics: number; organizations: number; durationMs: number };

/**
 * Writes `_news/SLUG.md`, `_data/topics/NAME.yaml` and `_data/organizations/DOMAIN.md` below `folder`, as of one moment.
 * Files that are there are replaced, each at once; others are left alone.
 * @throws Refusal when a folder to write to lies outside of `folder`, or is none.
 */
export async function exportAll(
  { db }: Pick<Connection, "db">,
  folder: string,
  { onProgress = () => {} }: { onProgress?: (articles: number) => void } = {},
): Promise<ExportReport> {
  const news = await prepareFolder(folder, "_news");
  const topics = await prepareFolder(folder, join("_data", "topics"));
  const organizations = await prepareFolder(folder, join("_data", "organizations"));
  const folders = { _news: news, "_data/topics": topics, "_data/organizations": organizations };
  return exportFiles({ db }, (inner, name, text) => writeWhole(folders[inner], name, text), { onProgress });
}

/** Hands out every article, topic and organization as a file, as of one moment. */
export async function exportFiles(
  { db }: Pick<Connection, "db">,
  write: WriteFile,
  options: ExportOptions = {},
): Promise<ExportReport> {
  const began = performance.now();
  const counts = await db.transaction(
    async (tx) => {
      const articles = await exportArticles(tx, write, options);
      const ofTopics = topicFilesOf(await allTopics(tx));
      for (const { name, text } of ofTopics) await write("_data/topics", name, text);
      const ofOrganizations = await providersWithFiles(tx);
      for (const row of ofOrganizations)
        await write("_data/organizations", `${row.domain}.md`, organizationFileText(row));
      return { articles, topics: ofTopics.length, organizations: ofOrganizations.length };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  return { ...counts, durationMs: performance.now() - began };
}

async function exportArticles(tx: Db, write: WriteFile, { onProgress, isStopped }: ExportOptions): Promise<number> {
  let count = 0;
  let after = 0;
  for (let page = await articlesToExport(tx, after, PAGE_SIZE); page.length > 0; ) {
    if (await isStopped?.()) break;
    const texts = await textsOf(tx, page);
    for (const { slug, text } of texts) await write("_news", `${slug}.md`, text);
    count += page.length;
    await onProgress?.(count);
    after = page.at(-1)?.row.id as number;
    page = await articlesToExport(tx, after, PAGE_SIZE);
  }
  return count;
}

async function textsOf(tx: Db, page: ExportRow[]): Promise<{ slug: string; text: string }[]> {
  const topics = await topicsOfArticles(
    tx,
    page.map(({ row }) => row.id),
  );
  const storyIds = [...new Set(page.flatMap(({ row }) => row.storyId ?? []))];
  const members = await membersToExport(tx, storyIds);
  const withChosenLead = new Set((await chosenLeads(tx, storyIds)).map(({ storyId }) => storyId));
  const byStory = new Map<number | null, ExportedMember[]>(members.map(({ row }) => [row.storyId, []]));
  for (const member of members) byStory.get(member.row.storyId)?.push(member);
  return page.map((item) => {
    const { row, provider, text } = item;
    const names = (topics.get(row.id) ?? []).map(({ name }) => name);
    const story = byStory.get(row.storyId) ?? [];
    const related = relatedInFile(item, story);
    const heatTold = withChosenLead.has(row.storyId);
    return {
      slug: row.slug as string,
      text: articleFileText({ row, provider, text, topics: names, related, heatTold }),
    };
  });
}

/** The list where it must differ from the file's; null where the file says it. */
function relatedInFile(item: ExportRow, members: ExportedMember[]): Fields[] | null {
  const { row, text, storyEdited } = item;
  if (leftStory(item)) return [];
  if (row.storyId === null) return null;
  if (text === null || storyEdited) return relatedOf(row, members);
  const edited = editedCoverage(members);
  return edited.length > 0 ? correctedRelated(text, edited) : null;
}

/** An editor took it out of the story that its file tells of. */
const leftStory = ({ row, text }: ExportRow) =>
  row.storyId === null && text !== null && /^["']?related\b/m.test(text) && listsOthers(text);

/** Makes a folder below the one to export to. A link in between would lead the files elsewhere. */
async function prepareFolder(root: string, inner: string): Promise<string> {
  const folder = join(root, inner);
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${folder} cannot be made (${error.code}).`);
  });
  const [realRoot, realFolder] = [await realpath(root), await realpath(folder)];
  if (!(await lstat(realFolder)).isDirectory()) throw new Refusal(`${folder} is not a folder.`);
  if (realFolder !== join(realRoot, inner)) throw new Refusal(`${folder} leads out of ${root}: it is a symbolic link.`);
  return realFolder;
}

let written = 0;

/** A reader sees the old file or the new one, never half of one; a link in its place is replaced, not followed. */
async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  if (name.includes(sep) || name.includes("/") || name === "" || name.startsWith("..")) {
    throw new Refusal(`The name ${name} leads out of ${folder}.`);
  }
  const temporary = join(folder, `.gazette-${process.pid}-${written++}.tmp`);
  try {
    await writeFile(temporary, text, { flag: "wx" });
    await rename(temporary, join(folder, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
