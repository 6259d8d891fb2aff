/** Decides what a file is, and reads it. */
import { basename, dirname, resolve } from "node:path";
import { type ArticleData, articleData } from "../article/fields";
import { hashOf, parseFrontMatter } from "../article/file";
import { slugOfFile } from "../article/slug";
import { isOrganization, type ProviderData, parseOrganizationFile } from "../provider/file";
import { isTopic, parseTopicFile, type TopicData } from "../topic/file";
import { readText } from "./read-file";
import { Refusal } from "./refusal";
import type { FoundFile } from "./walk";
import { parseYaml } from "./yaml";

type Source = { path: string; folder: string; fileName: string; text: string };
/** A file that is to be an article; `data` is read once it is known to be new or changed. */
export type ArticleSource = Source & { kind: "article"; slug: string; hash: string; absolutePath: string };
export type ParsedArticle = ArticleSource & { data: ArticleData };
export type TopicSource = Source & { kind: "topic"; data: TopicData };
export type OrganizationSource = Source & { kind: "organization"; data: ProviderData };
export type ParsedFile = ArticleSource | TopicSource | OrganizationSource;

/** Null for a file that import passes over. @throws Refusal */
export async function readSource(found: FoundFile): Promise<ParsedFile | null> {
  try {
    return sourceOf(found, await readText(found.path));
  } catch (error) {
    if (found.lenient && error instanceof Refusal) return null;
    throw error;
  }
}

function sourceOf({ path, kind, lenient }: FoundFile, text: string): ParsedFile {
  const source = { path, folder: dirname(path), fileName: basename(path), text };
  if (/\.ya?ml$/i.test(path)) {
    if (kind === null && !isTopic(parseYaml(text.replace(/^\ufeff/, ""))))
      throw new Refusal("its taxonomy is not topic");
    return { ...source, kind: "topic", data: parseTopicFile(text) };
  }
  if (kind === "organization") return { ...source, kind, data: parseOrganizationFile(text) };
  // Parsing is most of the work: articles are parsed once more, later, when they are new.
  if (kind === null && (lenient || /^taxonomy:/m.test(text))) {
    const { fields } = parseFrontMatter(text);
    if (isOrganization(fields)) return { ...source, kind: "organization", data: parseOrganizationFile(text) };
    if (lenient) articleData(fields);
  }
  return {
    ...source,
    kind: "article",
    slug: slugOfFile(source.fileName),
    hash: hashOf(text),
    absolutePath: resolve(path),
  };
}
