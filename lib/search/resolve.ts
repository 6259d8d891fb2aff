/** Filters as engines take them, from what readers wrote: ids of topics, domains of providers. */
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { topicIdOf } from "../topic/id";
import type { SearchFilters } from "./port";

/** Topics by id or name; providers by domain, a part of it or name. What nothing has stays. */
export async function resolveFilters(db: Db, filters: SearchFilters): Promise<SearchFilters> {
  const [topics, notTopics, providers, notProviders] = await Promise.all([
    topicIds(db, filters.topics),
    topicIds(db, filters.not.topics),
    domains(db, filters.providers),
    domains(db, filters.not.providers),
  ]);
  return { ...filters, topics, providers, not: { ...filters.not, topics: notTopics, providers: notProviders } };
}

async function topicIds(db: Db, given: string[]): Promise<string[]> {
  if (given.length === 0) return [];
  const rows = await db.execute<{ id: string }>(sql`
    select id from topic where id in ${given} or lower(name) in ${given} or id in ${given.map(topicIdOf)}
    union select topic_id from topic_redirect where id in ${given}`);
  return [...new Set([...given, ...rows.map(({ id }) => id)])];
}

const WWW = /^(?:https?:\/\/)?(?:www\.)?|\/.*$/g;

async function domains(db: Db, given: string[]): Promise<string[]> {
  if (given.length === 0) return [];
  const wanted = given.map((value) => value.replace(WWW, "") || value);
  const below = sql.join(
    wanted
      .filter((value) => value.includes("."))
      .map((value) => sql`right(domain, ${value.length + 1}) = ${`.${value}`}`),
    sql` or `,
  );
  const rows = await db.execute<{ domain: string }>(sql`
    select domain from provider
     where domain in ${wanted} or lower(name) in ${given} ${wanted.some((value) => value.includes(".")) ? sql`or ${below}` : sql``}
    union select provider.domain from provider_redirect once join provider on provider.id = once.provider_id
     where once.domain in ${wanted}`);
  return [...new Set([...wanted, ...rows.map(({ domain }) => domain)])];
}
