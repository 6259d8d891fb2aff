/** An article as the compatible API gives it: what its file says, with what editors changed since. Pure. */
import type { NewsRow } from "@/db/news-index";
import type { Image } from "@/db/schema";
import { parseFrontMatter } from "../article/file";
import { formatTimestamp } from "../article/timestamp";
import { chosenLogo } from "../provider/view";
import { Refusal } from "../transfer/refusal";
import type { Fields } from "../transfer/yaml";
import type { NewsImage, NewsItem } from "./schemas/news";

/** @param locale the site's, such as `en-us` */
export function newsItemOf(row: NewsRow, locale: string): NewsItem {
  const file = row.file === null ? null : fieldsOf(row.file);
  return {
    path: `_news/${row.slug}.md`,
    title: row.title,
    excerpt: row.excerpt,
    sourceUrl: textOf(file?.sourceUrl),
    webUrl: row.webUrl,
    originalUrl: row.originalUrl,
    featuredContent: row.featuredContent,
    highlight: textOf(file?.highlight),
    heat: row.heat,
    tags: textsOf(file?.tags),
    images: row.images.map(imageOf),
    content: "",
    type: row.type,
    ampWebUrl: row.ampWebUrl,
    cdnAmpWebUrl: row.cdnAmpWebUrl,
    publishedDateTime: formatTimestamp(new Date(row.publishedAt)),
    updatedDateTime: row.updatedAt === null ? null : formatTimestamp(new Date(row.updatedAt)),
    provider: {
      name: row.provider,
      domain: row.domain,
      images: providerImages(row, file).map(imageOf),
      publishers: textsOf(providerOf(file)?.publishers),
      authors: textsOf(providerOf(file)?.authors),
    },
    locale,
    categories: row.category === null ? [] : [row.category],
    topics: row.topics,
  };
}

/** Those that the article's file gives its provider, unless an editor gave it another logo, or the article another provider. */
function providerImages({ domain, providerImages: own }: NewsRow, file: Fields | null): Image[] {
  const given = providerOf(file);
  const isOther = given?.domain !== undefined && String(given.domain).toLowerCase() !== domain;
  if (file === null || isOther || chosenLogo(own)) return own;
  return Array.isArray(given?.images) ? (given.images as Image[]) : [];
}

const providerOf = (file: Fields | null) => (file?.provider ?? undefined) as Fields | undefined;

/** What is not known of a picture is null, and what is not said to be cached is not. */
function imageOf({ url, width, height, title, attribution, isCached }: Image): NewsImage {
  return {
    url,
    width: width ?? null,
    height: height ?? null,
    title: title ?? null,
    attribution: textOf(attribution),
    isCached: isCached === true,
  };
}

/** It was read when it came in; one that would not be read any more says nothing. */
function fieldsOf(text: string): Fields | null {
  try {
    return parseFrontMatter(text).fields;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
const textsOf = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : null;
