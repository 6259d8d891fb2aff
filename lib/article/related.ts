/** The `related` list of an article's file. */
import type { ExportedMember } from "@/db/article-export";
import type { ArticleRow } from "@/db/article-rows";
import { byQuality } from "../story/rules";
import type { Fields } from "../transfer/yaml";
import { keyOf, relatedEntryData } from "./fields";
import { parseArticleFile } from "./file";
import { same } from "./same";
import { formatTimestamp } from "./timestamp";

/** A story's other members, best quality first, as short copies. */
export function relatedOf(article: ArticleRow, members: ExportedMember[]): Fields[] {
  return members
    .filter((member) => !isWithdrawn(member) && member.row.id !== article.id && keyOf(member.row) !== keyOf(article))
    .sort((a, b) => byQuality(a.row, b.row))
    .map(shortCopy);
}

/** Coverage without a file that an editor changed since its entry came, or took off its story: files say so by lists. */
export function editedCoverage(members: ExportedMember[]): ExportedMember[] {
  return members.filter((member) => member.isFileless && (isWithdrawn(member) || isEdited(member)));
}

/** A file's own list, with these in place of what it says of them; null when it lists none of them. */
export function correctedRelated(text: string, edited: ExportedMember[]): Fields[] | null {
  const byKey = new Map(edited.map((member) => [keyOf(member.row), member]));
  const entries = parseArticleFile(text).data.related;
  if (!entries.some(({ key }) => byKey.has(key))) return null;
  const said = entries.flatMap(({ key, quality, raw }) => {
    const member = byKey.get(key);
    if (!member) return [{ quality, raw }];
    return isWithdrawn(member) ? [] : [{ quality: member.row.quality, raw: shortCopy({ ...member, entry: raw }) }];
  });
  const rank = (quality: number | null) => quality ?? Number.MIN_SAFE_INTEGER;
  return said.sort((a, b) => rank(b.quality) - rank(a.quality)).map(({ raw }) => raw);
}

const isWithdrawn = ({ isFileless, row }: ExportedMember) => isFileless && row.withdrawn;

function isEdited({ row, provider, entry }: ExportedMember): boolean {
  if (entry === null) return false;
  const said = relatedEntryData(entry, row.publishedAt);
  const fields = ["title", "excerpt", "type", "publishedAt", "images", "quality"] as const;
  return provider.domain !== said.provider.domain || fields.some((field) => !same(row[field], said[field]));
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
  return parseArticleFile(text).data.related.length > 0;
}
