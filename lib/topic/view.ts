/** A topic as editors see and change it, and as the record has it. */
import type { TopicRecord } from "@/db/topics-write";

export const TOPIC = "topic";

export type TopicView = {
  id: string;
  name: string;
  shortname: string | null;
  /** The parent's name. */
  parent: string | null;
  keywords: string[];
  images: TopicRecord["images"];
  services: TopicRecord["services"];
  /** The id of the topic that it is listed behind; null where it is the first, or has no place so far. */
  after: string | null;
};

/** @param all in their order */
export function viewOf(row: TopicRecord, all: TopicRecord[]): TopicView {
  const { id, name, shortname, parent, keywords, images, services, position } = row;
  const listed = all.filter((one) => one.position !== null);
  const before = position === null ? undefined : listed[listed.findIndex((one) => one.id === id) - 1];
  return { id, name, shortname, parent, keywords, images, services, after: before?.id ?? null };
}

/** Ids of the topics that have this name or are below it, whether it is a topic's or not. */
export function idsBelow(name: string, all: { id: string; name: string; parent: string | null }[]): string[] {
  const names = new Set([name]);
  // What is added meanwhile is looked at as well, each name once: circles end.
  for (const top of names) for (const one of all) if (one.parent === top) names.add(one.name);
  return all.filter((one) => names.has(one.name)).map(({ id }) => id);
}

/** Whether `name` is that of the topic itself, or of one below it. */
export function isBelow(name: string, top: string, all: { name: string; parent: string | null }[]): boolean {
  const parents = new Map(all.map((one) => [one.name, one.parent]));
  const seen = new Set<string>();
  for (let at: string | null | undefined = name; at != null && !seen.has(at); at = parents.get(at)) {
    if (at === top) return true;
    seen.add(at);
  }
  return false;
}
