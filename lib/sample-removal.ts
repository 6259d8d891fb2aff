/**
 * Takes the sample content out again, in one act. What it was is known by its links, all below `.example`, which no real
 * article has; so also what editors renamed or rewrote goes. Its addresses answer 404, not 410: they were never news, no
 * reader or search engine elsewhere knows them, and nothing of them is to stay in the database.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { announce, EVERYTHING } from "@/db/announce";
import { deleteArticles } from "@/db/article-rows";
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { lockForImport } from "@/db/importing";
import { enqueue } from "@/db/outbox";
import { deleteProvider } from "@/db/provider-changes";
import type { ProviderRecord } from "@/db/providers-write";
import { retried } from "@/db/retry";
import {
  articlesWithLinks,
  membersBeside,
  noteSampleRemoved,
  providersOnlyOf,
  type SampleArticle,
  topicsOfOthers,
} from "@/db/sample-content";
import { lockMembership } from "@/db/stories-write";
import { allTopics, deleteTopic } from "@/db/topic-changes";
import type { TopicRecord } from "@/db/topics-write";
import { parseArticleFile } from "./article/file";
import { AppError } from "./errors";
import { parseOrganizationFile } from "./provider/file";
import { organizationFileText } from "./provider/write-file";
import { indexArticles } from "./search/index-articles";
import { settleStories } from "./story/settle";
import { topicFileText } from "./topic/write-file";

export type SampleContent = {
  articles: number;
  /** Of them, those that somebody changed here. */
  edited: number;
  topics: { id: string; name: string }[];
  providers: { domain: string; name: string }[];
};

type Sources = { links: string[]; topics: Set<string>; organizations: Set<string>; domains: string[] };

let sources: Promise<Sources> | undefined;

/** What of the sample content is there and would go; null where there is none. */
export async function sampleContent(db: Db): Promise<SampleContent | null> {
  const { articles, topics, providers } = await present(db);
  if (articles.length + topics.length + providers.length === 0) return null;
  return {
    articles: articles.length,
    edited: articles.filter(({ isEdited }) => isEdited).length,
    topics: topics.map(({ id, name }) => ({ id, name })),
    providers: providers.map(({ domain, name }) => ({ domain, name })),
  };
}

/**
 * Removes all of it, with the topics and providers that nothing else uses and nobody changed. There is no way back, and
 * no start brings it in again.
 * @throws AppError not-found where there is none
 */
export function removeSample(db: Db, { by, now }: { by: Actor; now: Date }): Promise<SampleContent> {
  return retried(() =>
    db.transaction(async (tx) => {
      await lockForImport(tx);
      await lockMembership(tx);
      const content = await sampleContent(tx);
      if (!content) throw new AppError("not-found", { message: "The sample content is gone already." });
      const { articles, topics, providers } = await present(tx);
      const ids = articles.map(({ id }) => id);
      const left = await membersBeside(tx, ids);
      await deleteArticles(tx, ids);
      const settled = await settleStories(
        tx,
        [...left, ...articles].flatMap(({ storyId }) => storyId ?? []),
        now,
      );
      for (const { id } of topics) await deleteTopic(tx, id);
      for (const { id } of providers) await deleteProvider(tx, id);
      await noteSampleRemoved(tx);
      const others = settled.map(({ id }) => id);
      await indexArticles(tx, others);
      await enqueue(tx, [...ids, ...others]);
      const { articles: count, ...named } = content;
      await appendAudit(tx, { by, action: "remove", subject: "sample", before: { articleCount: count, ...named } });
      await announce(tx, [EVERYTHING]);
      return content;
    }),
  );
}

type Present = { articles: SampleArticle[]; topics: TopicRecord[]; providers: ProviderRecord[] };

async function present(db: Db): Promise<Present> {
  const { links, domains, ...files } = await (sources ??= readSources());
  const articles = await articlesWithLinks(db, links);
  const ids = articles.map(({ id }) => id);
  const all = await allTopics(db);
  const used = await topicsOfOthers(db, ids);
  const isUntouched = (row: TopicRecord) =>
    row.file !== null && files.topics.has(row.file) && topicFileText(row) === row.file && !used.has(row.id);
  const providers = (await providersOnlyOf(db, domains, ids)).filter(
    ({ file, ...row }) =>
      file === null || (files.organizations.has(file) && organizationFileText({ ...row, file }) === file),
  );
  return { articles, topics: withoutParentsOfOthers(all.filter(isUntouched), all), providers };
}

/** What topics that stay are below stays, too. */
function withoutParentsOfOthers(going: TopicRecord[], all: TopicRecord[]): TopicRecord[] {
  const parents = new Set(all.filter((one) => !going.includes(one)).map(({ parent }) => parent));
  const kept = going.filter(({ name }) => !parents.has(name));
  return kept.length === going.length ? going : withoutParentsOfOthers(kept, all);
}

async function readSources(): Promise<Sources> {
  const root = join(/* turbopackIgnore: true */ process.cwd(), "scripts", "sample");
  const texts = async (folder: string) =>
    Promise.all((await readdir(join(root, folder))).map((name) => readFile(join(root, folder, name), "utf8")));
  const news = (await texts("_news")).map((text) => parseArticleFile(text.replace(DATES, ANY_DATE)).data);
  const topics = await texts(join("_data", "topics"));
  const organizations = await texts(join("_data", "organizations"));
  const pieces = news.flatMap(({ related, ...article }) => [article, ...related]);
  return {
    links: [...new Set(pieces.flatMap(({ webUrl, originalUrl }) => [webUrl ?? [], originalUrl ?? []].flat()))],
    topics: new Set(topics),
    organizations: new Set(organizations),
    domains: [
      ...new Set([
        ...pieces.map(({ provider }) => provider.domain),
        ...organizations.map((text) => parseOrganizationFile(text).domain),
      ]),
    ],
  };
}

const DATES = /"\{\{-[^}]*\}\}"/g;
const ANY_DATE = "2026-01-01T00:00:00Z";
