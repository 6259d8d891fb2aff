/** The draft that an article's row stands for. */

import { topicsOfArticles } from "@/db/article-topics";
import type { Db } from "@/db/client";
import { articleFields, providersById } from "@/db/edit-article";
import type { Image } from "@/db/schema";
import { formatTimestamp } from "../article/timestamp";
import type { Draft } from "./draft";

type Row = NonNullable<Awaited<ReturnType<typeof articleFields>>>;
export type StoredDraft = { row: Row; draft: Draft; provider: { id: number; domain: string; name: string } };

/** The article with its form's texts; null when there is none. */
export async function storedDraft(db: Db, id: number): Promise<StoredDraft | null> {
  const row = await articleFields(db, id);
  if (!row) return null;
  const [topics, [provider]] = await Promise.all([topicsOfArticles(db, [id]), providersById(db, [row.providerId])]);
  if (!provider) throw new Error(`Article ${id} has no provider.`);
  return {
    row,
    provider,
    draft: draftOf(row, { domain: provider.domain, topics: (topics.get(id) ?? []).map(({ name }) => name) }),
  };
}

export type Fields = Pick<
  Row,
  | "title"
  | "excerpt"
  | "originalUrl"
  | "webUrl"
  | "type"
  | "category"
  | "images"
  | "publishedAt"
  | "liveFrom"
  | "liveUntil"
  | "quality"
  | "heatGiven"
  | "slug"
  | "correction"
>;

export function draftOf(row: Fields, { domain, topics }: { domain: string; topics: string[] }): Draft {
  return {
    title: lines(row.title),
    excerpt: lines(row.excerpt),
    originalUrl: row.originalUrl ?? "",
    webUrl: row.webUrl ?? "",
    provider: domain,
    providerName: "",
    type: row.type,
    category: row.category ?? "",
    topics,
    images: row.images.map(imageOf),
    publishedAt: formatTimestamp(row.publishedAt),
    liveFrom: row.liveFrom ? formatTimestamp(row.liveFrom) : "",
    liveUntil: row.liveUntil ? formatTimestamp(row.liveUntil) : "",
    quality: row.quality === null ? "" : String(row.quality),
    heat: row.heatGiven === null ? "" : String(row.heatGiven),
    slug: row.slug ?? "",
    correction: lines(row.correction ?? ""),
  };
}

const imageOf = ({ url, width, height, title }: Image) => ({
  url,
  width: width === undefined ? "" : String(width),
  height: height === undefined ? "" : String(height),
  title: title ?? "",
});

/** As form fields have them. */
const lines = (text: string) => text.replace(/\r\n?/g, "\n");
