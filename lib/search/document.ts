/** An article as search engines know it: the one mapping, for every engine. */
import type { SourceRow } from "@/db/search-documents";
import { plainText } from "../plain-text";
import { otherForms, words } from "./tokens";

/** Words of each field, most important field first. */
export type SearchDocument = Omit<SourceRow, "title" | "excerpt" | "topics" | "provider"> & {
  title: string[];
  topics: string[];
  provider: string[];
  excerpt: string[];
  /** Other ways to write what stands in title and excerpt. */
  forms: string[];
};

/** Excerpts are a paragraph; what is longer is cut. */
const MAX_EXCERPT_WORDS = 1_000;
const MAX_TITLE_WORDS = 200;

export function documentOf(row: SourceRow): SearchDocument {
  const { title, excerpt, topics, provider, ...rest } = row;
  const plainTitle = plainText(title);
  const plainExcerpt = plainText(excerpt);
  return {
    ...rest,
    title: words(plainTitle).slice(0, MAX_TITLE_WORDS),
    topics: topics.flatMap(({ name }) => words(name)),
    provider: words(provider),
    excerpt: words(plainExcerpt).slice(0, MAX_EXCERPT_WORDS),
    forms: [...new Set([...otherForms(plainTitle), ...otherForms(plainExcerpt)])].slice(0, MAX_TITLE_WORDS),
  };
}
