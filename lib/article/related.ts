/** The `related` list of an article's file. */
import type { ExportedMember } from "@/db/article-export";
import type { ArticleRow } from "@/db/article-rows";
import { byQuality } from "../story/rules";
import type { Fields } from "../transfer/yaml";
import { articleData, keyOf } from "./fields";
import { parseFrontMatter } from "./file";
import { formatTimestamp } from "./timestamp";

/** A story's other members, best quality first, as short copies. */
export function relatedOf(article: ArticleRow, members: ExportedMember[]): Fields[] {
  return members
    .filter(({ row }) => row.id !== article.id && keyOf(row) !== keyOf(article))
    .sort((a, b) => byQuality(a.row, b.row))
    .map(shortCopy);
}

/** Fields of the entry that came, where there was one, with what the article says now. */
function shortCopy({ row, provider, entry }: ExportedMember): Fields {
  const { title, excerpt, webUrl, originalUrl, type, quality, images } = row;
  const given = (entry?.provider ?? {}) as Fields;
  const link = webUrl === null ? { originalUrl } : { webUrl };
  const copy = {
    ...entry,
    title,
    excerpt,
    publishedDateTime: formatTimestamp(row.publishedAt),
    ...link,
    type,
    provider: given.domain === provider.domain ? given : provider,
    quality,
    images: images.length > 0 ? images : null,
  };
  return Object.fromEntries(Object.entries(copy).filter(([, value]) => value !== null));
}

/** Whether a file lists others although its article is in no story: then an editor took it out of one. */
export function listsOthers(text: string): boolean {
  return articleData(parseFrontMatter(text).fields).related.length > 0;
}
