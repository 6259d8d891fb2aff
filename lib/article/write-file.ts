/** An article → the text of its file: as it came wherever nothing changed. */
import type { ArticleRow } from "@/db/article-rows";
import { Refusal } from "../transfer/refusal";
import { type Fields, parseYaml } from "../transfer/yaml";
import { Timestamp, yamlField } from "../transfer/yaml-write";
import { type ArticleData, articleData } from "./fields";
import { frontMatterOf } from "./front-matter";
import { same } from "./same";
import { spliceFields } from "./splice";
import { formatTimestamp } from "./timestamp";

/** What export knows of an article. */
export type Exported = {
  row: ArticleRow;
  topics: string[];
  provider: { name: string; domain: string };
  /** The file as it came; null when there is none. */
  text: string | null;
  /** The `related` list, where it must differ from the file's: [] for none. Null: as in the file. */
  related: Fields[] | null;
  /** Whether heat is told even if the file gives none: by it, import knows a lead that an editor chose. */
  heatTold?: boolean;
};

/** The order in which files list their fields. */
const ORDER = [
  "category",
  "title",
  "excerpt",
  "publishedDateTime",
  "updatedDateTime",
  "originalUrl",
  "webUrl",
  "ampWebUrl",
  "cdnAmpWebUrl",
  "type",
  "quality",
  "heat",
  "published",
  "liveFrom",
  "liveUntil",
  "featuredContent",
  "provider",
  "topics",
  "images",
  "related",
];

/** The text of the article's file. */
export function articleFileText(article: Exported): string {
  const stored = article.text === null ? null : storedFile(article.text);
  if (!stored) return canonical(wanted(article), {}, "");
  const changes = changedFields(article, stored.data);
  if (changes.size === 0) return article.text as string;
  const fields = { ...stored.fields };
  for (const [key, value] of changes) {
    if (value === undefined) delete fields[key];
    else fields[key] = plain(value);
  }
  const lines = new Map([...changes].map(([key, value]) => [key, value === undefined ? null : yamlField(key, value)]));
  const spliced = spliceFields(stored.yaml, lines, ORDER);
  if (spliced !== null && saysSame(spliced, fields)) return stored.before + spliced + stored.after;
  return canonical(new Map(Object.entries({ ...fields, ...Object.fromEntries(changes) })), stored.fields, stored.body);
}

/** A stored file and its parts; null when it would not be taken any more. */
function storedFile(text: string) {
  const parts = frontMatterOf(text);
  if (!parts) return null;
  const yaml = text.slice(parts.yamlStart, parts.yamlEnd);
  try {
    const fields = parseYaml(yaml);
    const ends = { before: text.slice(0, parts.yamlStart), after: text.slice(parts.yamlEnd) };
    return { yaml, fields, data: articleData(fields), body: text.slice(parts.bodyStart), ...ends };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Fields whose value is another than the file's; undefined for those to remove. */
function changedFields(article: Exported, data: ArticleData): Map<string, unknown> {
  const { row } = article;
  const differs: Record<string, boolean> = {
    category: row.category !== data.category,
    title: row.title !== data.title,
    excerpt: row.excerpt !== data.excerpt,
    publishedDateTime: !same(row.publishedAt, data.publishedAt),
    updatedDateTime: !same(row.updatedAt, data.updatedAt),
    originalUrl: row.originalUrl !== data.originalUrl,
    webUrl: row.webUrl !== data.webUrl,
    ampWebUrl: row.ampWebUrl !== data.ampWebUrl,
    cdnAmpWebUrl: row.cdnAmpWebUrl !== data.cdnAmpWebUrl,
    type: row.type !== data.type,
    quality: row.quality !== data.quality,
    // A file that gives no heat leaves it to the rule, and so does its article.
    heat: data.heat === null ? row.heatGiven !== null || article.heatTold === true : row.heat !== data.heat,
    published: row.state !== data.state,
    liveFrom: !same(row.liveFrom, data.liveFrom),
    liveUntil: !same(row.liveUntil, data.liveUntil),
    featuredContent: row.featuredContent !== data.featuredContent,
    provider: article.provider.domain !== data.provider.domain,
    topics: !same(article.topics, data.topics),
    images: !same(row.images, data.images),
    related: article.related !== null,
  };
  const values = wanted(article);
  return new Map(ORDER.filter((key) => differs[key]).map((key) => [key, values.get(key)]));
}

/** All known fields as a file would give them; those without a value are left out. */
function wanted({ row, topics, provider, related }: Exported): Map<string, unknown> {
  const fields = {
    category: row.category,
    title: row.title,
    excerpt: row.excerpt,
    publishedDateTime: timestamp(row.publishedAt),
    updatedDateTime: timestamp(row.updatedAt),
    originalUrl: row.originalUrl,
    webUrl: row.webUrl,
    ampWebUrl: row.ampWebUrl,
    cdnAmpWebUrl: row.cdnAmpWebUrl,
    type: row.type,
    quality: row.quality,
    heat: row.heat,
    published: row.state === "queued" ? null : row.state === "published",
    liveFrom: timestamp(row.liveFrom),
    liveUntil: timestamp(row.liveUntil),
    featuredContent: row.featuredContent,
    provider,
    topics: topics.length > 0 ? topics : null,
    images: row.images.length > 0 ? row.images : null,
    related: related && related.length > 0 ? related.map(withTimestamp) : null,
  };
  return new Map(Object.entries(fields).filter(([, value]) => value !== null));
}

const timestamp = (moment: Date | null) => (moment ? new Timestamp(formatTimestamp(moment)) : null);

/** Entries carry their date as text; in a file it stands without quotes. */
const withTimestamp = (entry: Fields): Fields =>
  typeof entry.publishedDateTime === "string"
    ? { ...entry, publishedDateTime: new Timestamp(entry.publishedDateTime) }
    : entry;

/** What a reader of the written value sees. */
function plain(value: unknown): unknown {
  if (value instanceof Timestamp) return value.text;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, plain(item)]])),
  );
}

function saysSame(yaml: string, fields: Fields): boolean {
  try {
    return same(parseYaml(yaml), fields);
  } catch {
    return false;
  }
}

/** The whole file anew: known fields in order, then the others as they came. */
function canonical(values: Map<string, unknown>, former: Fields, body: string): string {
  const others = Object.keys(former).filter((key) => !ORDER.includes(key));
  const keys = [...ORDER, ...others].filter((key) => values.has(key));
  const lines = keys.map((key) => yamlField(key, unquoted(key, values.get(key))));
  return `---\n${lines.join("")}---\n${body}`;
}

/** Fields that came as text but are dates keep having no quotes. */
const unquoted = (key: string, value: unknown) =>
  typeof value === "string" && /DateTime$|^live(?:From|Until)$/.test(key) ? new Timestamp(value) : value;
