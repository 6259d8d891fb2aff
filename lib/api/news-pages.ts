/** The pages of the compatible API. */
import type { Db } from "@/db/client";
import { firstNewsIds, newsRows } from "@/db/news-index";
import { allTopics } from "@/db/topic-changes";
import { parseYaml } from "../transfer/yaml";
import { newsItemOf } from "./news-item";
import type { NewsPage, NewsTopics } from "./schemas/news";

export const NEWS_PAGE_SIZE = 25;
/** Beyond so many articles counting through them costs more than the rest of the page. */
const COUNTED_UP_TO = 250;

/** Ids of the list from `start` on, before `end`, however deep. */
export type IdsAt = (start: number, end: number) => Promise<number[]>;

export type NewsRequest = {
  now: Date;
  /** From 1. */
  page: number;
  /** Articles of any of these; null: all. */
  topicIds: string[] | null;
  /** Asked for pages that are far from the first. */
  idsAt: IdsAt;
  locale: string;
};

/** A page, or null where there is none: the first is always there. */
export async function newsPageAt(db: Db, request: NewsRequest): Promise<{ page: NewsPage; ids: number[] } | null> {
  const { now, page, topicIds, idsAt, locale } = request;
  const start = (page - 1) * NEWS_PAGE_SIZE;
  const limit = NEWS_PAGE_SIZE + 1;
  const found =
    start <= COUNTED_UP_TO
      ? await firstNewsIds(db, topicIds, { now, offset: start, limit })
      : await idsAt(start, start + limit);
  if (found.length === 0 && page > 1) return null;
  const ids = found.slice(0, NEWS_PAGE_SIZE);
  const rows = await newsRows(db, ids, now);
  const value = rows.map((row) => newsItemOf(row, locale));
  return { page: { page, value, nextPage: found.length > NEWS_PAGE_SIZE ? page + 1 : null }, ids };
}

/** All topics, those with files in the files' order. */
export async function newsTopicsOf(db: Db): Promise<NewsTopics> {
  const topics = await allTopics(db);
  return {
    value: topics.map(({ name, shortname, id, parent, images, services, file }) => ({
      name,
      shortname: shortname ?? name,
      id,
      ...(parent === null ? {} : { parent }),
      ...(images.length === 0 ? {} : { images }),
      services: inOrderOf(file, services).map((service) => ({ name: service, endpoint: services[service] as string })),
    })),
  };
}

/** Names of services as the topic's file lists them, which JSON columns don't keep; others after them. */
function inOrderOf(file: string | null, services: Record<string, string>): string[] {
  const names = Object.keys(services);
  const listed = (file === null ? {} : parseYaml(file.replace(/^\ufeff/, ""))).services;
  const first = Object.keys(listed ?? {}).filter((name) => names.includes(name));
  return [...first, ...names.filter((name) => !first.includes(name))];
}
