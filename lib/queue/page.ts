/** A page of the queue: what waits, in order, with all that judging it needs. */

import { topicChoices } from "@/db/admin-choices";
import type { Db } from "@/db/client";
import { judgedRows, providerNames, type QueuedRow, queuedRows, storyPlaces, waitingRows } from "@/db/queue";
import { apartAmong } from "@/db/story-apart";
import { pictureOf, providerOf } from "../article/card";
import { plainText } from "../plain-text";
import { minimumQuality } from "../publishing/minimum-quality";
import type { TopicRef } from "../reading/types";
import { alikeGroups } from "../story/likeness";
import { rarityIn } from "../story/rarity";
import { arranged } from "./arrange";
import { type Candidate, chosen, counted, pageAfter } from "./choose";

import {
  AGES,
  type Choices,
  type ProviderRecord,
  type QueueArticle,
  type QueueCursor,
  type QueueFilter,
  type QueuePage,
  SCORES,
  type StoryPlace,
} from "./types";
import { expected, median } from "./usual";

/** Looked at to filter and count; more than that is a backlog that nobody pages through. */
const MAX_WAITING = 10_000;
const PAGE_SIZE = 200;
const JUDGED_EACH = 24;
const LEFT_OUT_AMONG = 3_000;
const MAX_TOPICS = 2_000;
const MAX_EXCERPT_CHARS = 1_500;
const AGE_NAMES = { hour: "The last hour", day: "The last 24 hours", week: "The last 7 days", older: "Older" };

export type QueueStart = QueuePage & {
  minimum: number;
  /** How many wait under this filter. */
  total: number;
  /** Whether there are more than were counted. */
  isMore: boolean;
  choices: Choices;
  /** All topics, for adding one. */
  topics: TopicRef[];
};

/** The first page, with counts for the filters. */
export async function queueStart(db: Db, filter: QueueFilter, now: Date): Promise<QueueStart> {
  const [minimum, waiting, topics] = await Promise.all([
    minimumQuality(db),
    waitingCandidates(db, filter, now),
    topicChoices(db, MAX_TOPICS),
  ]);
  const circumstances = { now, minimum };
  const left = chosen(waiting.candidates, filter, circumstances);
  const counts = counted(waiting.candidates, filter, circumstances);
  const topicNames = new Map(topics.map(({ id, name }) => [id, name]));
  const choices: Choices = {
    provider: choicesOf(counts.provider, filter.provider, waiting.names),
    topic: choicesOf(counts.topic, filter.topic, topicNames),
    age: AGES.map((value) => ({ value, name: AGE_NAMES[value], count: counts.age.get(value) ?? 0 })),
    score: SCORES.map((value) => ({ value, name: scoreName(value, minimum), count: counts.score.get(value) ?? 0 })),
  };
  const page = await pageOf(db, left, { filter, after: null, records: waiting.records });
  return { ...page, minimum, total: left.length, isMore: waiting.isCut, choices, topics };
}

/** The page after a cursor. */
export async function queueAfter(db: Db, filter: QueueFilter, after: QueueCursor, now: Date): Promise<QueuePage> {
  const [minimum, { candidates, records }] = await Promise.all([
    minimumQuality(db),
    waitingCandidates(db, filter, now),
  ]);
  return pageOf(db, chosen(candidates, filter, { now, minimum }), { filter, after, records });
}

type Records = Map<number, Omit<ProviderRecord, "id" | "domain" | "name" | "logo">>;

async function waitingCandidates(db: Db, filter: QueueFilter, now: Date) {
  const asked = { now, newestFirst: filter.order === "newest", limit: MAX_WAITING + 1 };
  let rows = await waitingRows(db, asked);
  const isCut = rows.length > MAX_WAITING;
  // Of a backlog, what is asked for may stand beyond the part that is looked at.
  if (isCut && (filter.provider || filter.topic)) {
    rows = await waitingRows(db, { ...asked, domain: filter.provider, topicId: filter.topic });
  }
  rows = rows.slice(0, MAX_WAITING);
  const ids = [...new Set(rows.map(({ providerId }) => providerId))];
  const [named, records] = await Promise.all([providerNames(db, ids), judgedRecords(db, ids)]);
  const domains = new Map(named.map(({ id, domain }) => [id, domain]));
  const candidates: (Candidate & { score: number | null })[] = rows.map((row) => ({
    ...row,
    domain: domains.get(row.providerId) ?? "",
    score: expected(row.quality, records.get(row.providerId)?.usual),
  }));
  return { candidates, records, isCut, names: new Map(named.map(({ domain, name }) => [domain, name])) };
}

/** How articles of these providers were judged. */
async function judgedRecords(db: Db, providerIds: number[]): Promise<Records> {
  const records: Records = new Map();
  for (const { providerId, published, quality } of await judgedRows(db, providerIds, {
    each: JUDGED_EACH,
    among: LEFT_OUT_AMONG,
  })) {
    const known = records.get(providerId);
    if (known) known.judged.push({ published, quality });
    else records.set(providerId, { usual: null, judged: [{ published, quality }] });
  }
  for (const record of records.values()) record.usual = median(record.judged.flatMap(({ quality }) => quality ?? []));
  return records;
}

async function pageOf(
  db: Db,
  candidates: Candidate[],
  { filter, after, records }: { filter: QueueFilter; after: QueueCursor | null; records: Records },
): Promise<QueuePage> {
  const { page, next } = pageAfter(candidates, filter.order, after, PAGE_SIZE);
  const ids = page.map(({ id }) => id);
  const [rows, apart] = await Promise.all([queuedRows(db, ids), apartAmong(db, ids)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const inOrder = page.flatMap(({ id, score }) => {
    const row = byId.get(id);
    return row ? [{ row, score }] : [];
  });
  const stories = await placesOfStories(
    db,
    inOrder.flatMap(({ row }) => row.storyId ?? []),
  );
  const articles = inOrder.map(({ row }) => articleOf(row, stories));
  const said = articles.map(({ publishedAt, ...rest }) => ({ ...rest, publishedAt: new Date(publishedAt) }));
  const alike = alikeGroups(said, await rarityIn(db, said));
  const entries = arranged(
    inOrder.map(({ row: { id, publishedAt, storyId }, score }) => ({ id, publishedAt, storyId, score })),
    alike,
    apart,
  );
  return { articles, entries, providers: providersOf(rows, records), next };
}

function providersOf(rows: QueuedRow[], records: Records): ProviderRecord[] {
  const none = { usual: null, judged: [] };
  const shown = rows.map((row) => ({ ...providerOf(row), ...(records.get(row.providerId) ?? none) }));
  return [...new Map(shown.map((provider) => [provider.id, provider])).values()];
}

/** Stories by id, as those who may join them see them. */
async function placesOfStories(db: Db, storyIds: number[]): Promise<Map<number, StoryPlace>> {
  const rows = await storyPlaces(db, [...new Set(storyIds)]);
  return new Map(
    rows.map((row) => [
      row.storyId,
      {
        id: row.storyId,
        size: row.size,
        lead:
          row.leadId === null
            ? null
            : {
                id: row.leadId,
                title: plainText(row.title ?? ""),
                provider: row.provider ?? "",
                quality: row.quality,
                heat: row.heat,
                isFixed: row.heatGiven !== null || row.leadGiven === true,
              },
      },
    ]),
  );
}

function articleOf(row: QueuedRow, stories: Map<number, StoryPlace>): QueueArticle {
  return {
    id: row.id,
    version: row.version,
    title: plainText(row.title) || "Without a title",
    excerpt: plainText(row.excerpt).slice(0, MAX_EXCERPT_CHARS),
    link: row.originalUrl ?? row.webUrl ?? "",
    publishedAt: row.publishedAt,
    foundAt: row.createdAt,
    quality: row.quality,
    providerId: row.providerId,
    topics: row.topics,
    picture: pictureOf(row.image ?? undefined, row.pictureFacts),
    seed: row.slug ?? String(row.id),
    story: row.storyId === null ? null : (stories.get(row.storyId) ?? null),
  };
}

/** Most first; the chosen one is there, whatever its count. */
function choicesOf(counts: Map<string, number>, given: string | null, names: Map<string, string>) {
  const values = new Set([...counts.keys(), ...(given === null ? [] : [given])]);
  return [...values]
    .map((value) => ({ value, name: names.get(value) ?? value, count: counts.get(value) ?? 0 }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

function scoreName(score: (typeof SCORES)[number], minimum: number): string {
  return {
    high: "Usually 80 or more",
    middle: `Usually ${minimum} to 79`,
    low: `Usually below ${minimum}`,
    unknown: "Nothing to go by",
  }[score];
}
