/** Articles, providers and topics as the form of an article needs them. */
import { and, asc, eq, inArray, ne, or, sql } from "drizzle-orm";
import type { Db } from "./client";
import { article, auditEvent, provider, topic } from "./schema";

/** The row itself; null when there is none. */
export async function articleFields(db: Db, id: number) {
  const [row] = await db.select().from(article).where(eq(article.id, id));
  return row ?? null;
}

export async function providersNamed(db: Db, name: string): Promise<{ id: number }[]> {
  return db.select({ id: provider.id }).from(provider).where(sql`lower(${provider.name}) = lower(${name})`).limit(2);
}

export type ProviderChoice = { id: number; domain: string; name: string };

/** The providers that published last come first. One step into the index for each, however many articles it has. */
export async function providerChoices(db: Db, limit: number): Promise<ProviderChoice[]> {
  return db.execute<ProviderChoice>(sql`
    select provider.id::float8 as id, domain, name
      from provider left join lateral (
        select published_at from article
         where provider_id = provider.id and state = 'published' order by published_at desc limit 1) as newest on true
     order by newest.published_at desc nulls last, name limit ${limit}`);
}

/** Providers by id. */
export async function providersById(db: Db, ids: number[]): Promise<ProviderChoice[]> {
  if (ids.length === 0) return [];
  return db
    .select({ id: provider.id, domain: provider.domain, name: provider.name })
    .from(provider)
    .where(inArray(provider.id, ids));
}

export type TopicChoice = { id: string; name: string; keywords: string[] };

/** All topics, in their order. */
export async function topicChoices(db: Db, limit: number): Promise<TopicChoice[]> {
  return db
    .select({ id: topic.id, name: topic.name, keywords: topic.keywords })
    .from(topic)
    .orderBy(sql`${topic.position} nulls last`, asc(topic.name))
    .limit(limit);
}

const MAX_TWINS = 10;

/** Other articles that lead to one of these links. */
export async function articlesWithLinks(db: Db, links: string[], except: number) {
  if (links.length === 0) return [];
  return db
    .select({
      id: article.id,
      title: article.title,
      state: article.state,
      provider: provider.name,
      publishedAt: article.publishedAt,
    })
    .from(article)
    .innerJoin(provider, eq(provider.id, article.providerId))
    .where(and(ne(article.id, except), or(inArray(article.webUrl, links), inArray(article.originalUrl, links))))
    .orderBy(asc(article.id))
    .limit(MAX_TWINS);
}
export type Twin = Awaited<ReturnType<typeof articlesWithLinks>>[number];

export type ActFacts = { subjects: number; actions: string[]; undone: boolean };

/** Of these acts: how many things each changed, what it did to them, and whether it was taken back. */
export async function actFacts(db: Db, acts: number[]): Promise<Map<number, ActFacts>> {
  if (acts.length === 0) return new Map();
  const sizes = await db
    .select({
      act: auditEvent.act,
      subjects: sql<number>`count(distinct ${auditEvent.subjectId})::int`,
      actions: sql<string[]>`array_agg(distinct ${auditEvent.action})`,
    })
    .from(auditEvent)
    .where(inArray(auditEvent.act, acts))
    .groupBy(auditEvent.act);
  const undone = await db.select({ act: auditEvent.undoes }).from(auditEvent).where(inArray(auditEvent.undoes, acts));
  const back = new Set(undone.map(({ act }) => act));
  return new Map(sizes.map(({ act, ...size }) => [act as number, { ...size, undone: back.has(act) }]));
}
