/** Fills an empty database with generated articles, as many as asked, for measuring. */
import { sql } from "drizzle-orm";
import { putSearchDocuments } from "@/db/article-search";
import type { Db } from "@/db/client";
import type { SourceRow } from "@/db/search-documents";
import { documentOf } from "@/lib/search/document";
import { lexemesOf } from "@/lib/search/lexemes";
import { recountWords } from "@/lib/search/vocabulary";
import { DAY_MS } from "@/lib/time";
import { between, pick, pronounceable, type Random, randomFrom, vocabulary, zipf } from "./words";

export type Progress = (done: number, count: number) => void;

const BATCH_SIZE = 2_000;
const VOCABULARY = 60_000;
const PROVIDERS = 400;
const TOPICS = 40;
const YEARS = 10;
const LAST_DAY = Date.UTC(2026, 10, 1);
const TYPES = [
  "article",
  "article",
  "article",
  "article",
  "article",
  "article",
  "video",
  "podcast",
  "paper",
  "release",
];
const STORY_SHARE = 0.012;

/**
 * Articles of ten years by some 400 providers in some 40 topics, a few of them in stories, with their search documents
 * and vocabulary. The same for the same seed. Minutes for a million, in constant memory.
 */
export async function generateArticles(
  db: Db,
  { count, seed, onProgress = () => {} }: { count: number; seed: number; onProgress?: Progress },
): Promise<void> {
  const random = randomFrom(seed);
  const words = vocabulary(random, VOCABULARY);
  const providers = await makeProviders(db, random);
  const topics = await makeTopics(db, random);
  const write = writer(random, { words, providers, topics });
  const [index] = await db.execute<{ indexdef: string }>(
    sql`select indexdef from pg_indexes where indexname = 'article_search_document'`,
  );
  // Building it once takes a fraction of the time that adding to it does.
  await db.execute(sql`drop index article_search_document`);
  for (let done = 0; done < count; done += BATCH_SIZE) {
    await insert(db, write(done, Math.min(BATCH_SIZE, count - done)));
    onProgress(Math.min(done + BATCH_SIZE, count), count);
  }
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`set local maintenance_work_mem = '1GB'`);
    await tx.execute(sql.raw(index?.indexdef ?? ""));
    await tx.execute(sql`analyze`);
  });
  await recountWords(db, new Date());
  await db.execute(sql`analyze search_word`);
}

type Named<Id> = { id: Id; name: string };
type Provider = Named<number> & { domain: string };
/** `above`: the ids of it and its parent. */
type Topic = Named<string> & { above: string[] };
type Made = { source: Omit<SourceRow, "hot">; slug: string; webUrl: string; isCoverage: boolean };

async function makeProviders(db: Db, random: Random): Promise<Provider[]> {
  const names = [...new Set(Array.from({ length: PROVIDERS }, () => pronounceable(random, 3)))];
  const rows = await db.execute<Provider>(sql`
    insert into provider (domain, name) select name || '.example', initcap(name) from json_array_elements_text(${JSON.stringify(names)}::json) name
    returning id::float8 as id, name, domain`);
  return [...rows];
}

async function makeTopics(db: Db, random: Random): Promise<Topic[]> {
  const names = [...new Set(Array.from({ length: TOPICS }, () => pronounceable(random, 2)))].map(
    (name) => name[0]?.toUpperCase() + name.slice(1),
  );
  const topics = names.map((name, place) => ({
    id: name.toLowerCase(),
    name,
    parent: place % 4 === 0 ? null : names[place - (place % 4)],
    position: place,
  }));
  await db.execute(sql`
    insert into topic (id, name, parent, position)
    select id, name, parent, position from json_to_recordset(${JSON.stringify(topics)}::json) as given(id text, name text, parent text, position int)`);
  return topics.map(({ id, name, parent }) => ({ id, name, above: parent ? [id, parent.toLowerCase()] : [id] }));
}

function writer(
  random: Random,
  { words, providers, topics }: { words: string[]; providers: Provider[]; topics: Topic[] },
): (first: number, size: number) => Made[] {
  const word = zipf(random, words.length);
  const provider = zipf(random, providers.length, 5);
  const topic = zipf(random, topics.length, 5);
  const text = (least: number, most: number) =>
    Array.from({ length: between(random, least, most) }, () => words[word()]).join(" ");
  let story = { id: 0, left: 0, at: 0 };
  const next = (id: number): Made => {
    if (story.left === 0 && random() < STORY_SHARE)
      story = { id: story.id + 1, left: between(random, 2, 5), at: LAST_DAY - random() * YEARS * 365 * DAY_MS };
    const isOfStory = story.left > 0;
    const isCoverage = isOfStory && story.at < 0;
    const publishedAt = Math.floor(
      isOfStory ? Math.abs(story.at) + random() * DAY_MS : LAST_DAY - random() * YEARS * 365 * DAY_MS,
    );
    const storyId = isOfStory ? story.id : null;
    if (isOfStory) story = { ...story, left: story.left - 1, at: -Math.abs(story.at) };
    const title = text(6, 12);
    const quality = random() < 0.1 ? null : between(random, 30, 120);
    const { id: providerId, name, domain } = providers[provider()] as Provider;
    const places = new Set(Array.from({ length: between(random, 1, 3) }, topic));
    const chosen = [...places].map((place) => topics[place] as Topic);
    return {
      source: {
        id,
        title: (title[0]?.toUpperCase() ?? "") + title.slice(1),
        excerpt: `${text(20, 40)}.`,
        type: pick(random, TYPES),
        provider: name,
        domain,
        providerId,
        topics: chosen,
        topicIds: [...new Set(chosen.flatMap(({ above }) => above))],
        publishedAt,
        liveFrom: null,
        liveUntil: null,
        storyId,
        quality,
        heat: isCoverage ? -1 : quality,
      },
      slug: `${new Date(publishedAt).toISOString().slice(0, 10)}-${title.replaceAll(" ", "-").slice(0, 80)}-${id}`,
      webUrl: `https://${domain}/${id}`,
      isCoverage,
    };
  };
  return (first, size) => Array.from({ length: size }, (_, place) => next(first + place + 1));
}

async function insert(db: Db, made: Made[]): Promise<void> {
  const rows = made.map(({ source, ...rest }) => ({ ...source, ...rest, at: source.publishedAt / 1000 }));
  const topics = rows.flatMap(({ id, topics, at }) =>
    topics.map((topic, position) => ({ article: id, topic: topic.id, position, at })),
  );
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local synchronous_commit = off`);
    await tx.execute(sql`
      insert into story (id) overriding system value
      select distinct id from json_array_elements_text(${JSON.stringify(rows.flatMap(({ storyId }) => storyId ?? []))}::json) given(text), cast(text as bigint) id
      on conflict do nothing`);
    const hot = await tx.execute<{ id: number; hot: number }>(sql`
      insert into article (id, slug, state, title, excerpt, type, published_at, web_url, provider_id, story_id, is_coverage, quality, heat, was_live)
      overriding system value
      select id, slug, 'published', title, excerpt, type, to_timestamp(at), "webUrl", "providerId", "storyId", "isCoverage", quality, heat, true
        from json_to_recordset(${JSON.stringify(rows)}::json) as given(id bigint, slug text, title text, excerpt text, type text, at float8,
             "webUrl" text, "providerId" bigint, "storyId" bigint, "isCoverage" boolean, quality int, heat int)
      returning id::float8 as id, hot`);
    await tx.execute(sql`
      insert into article_topic (article_id, topic_id, position, published_at, published)
      select article, topic, position, to_timestamp(at), true
        from json_to_recordset(${JSON.stringify(topics)}::json) as given(article bigint, topic text, position int, at float8)`);
    const hotOf = new Map(hot.map(({ id, hot }) => [id, hot]));
    const documents = made.map(({ source }) => documentOf({ ...source, hot: hotOf.get(source.id) ?? 0 }));
    await putSearchDocuments(
      tx,
      documents.map((document) => ({
        ...document,
        document: lexemesOf(document),
        titleWords: document.title.length,
      })),
    );
    await tx.execute(sql`select setval(pg_get_serial_sequence('article', 'id'), (select max(id) from article))`);
    await tx.execute(
      sql`select setval(pg_get_serial_sequence('story', 'id'), greatest((select max(id) from story), 1))`,
    );
  });
}
