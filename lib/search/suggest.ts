/** Completions for the search box. */
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { urls } from "../urls";
import type { Segment } from "./highlight";
import { search } from "./index";
import { searchRequest } from "./parameters";

export type Suggestions = {
  query: string;
  articles: { slug: string; title: string; url: string; provider: string; highlights: Segment[] }[];
  topics: { id: string; name: string; url: string; articles: number }[];
  providers: { domain: string; name: string; url: string; articles: number }[];
};

export async function suggest(db: Db, q: string, now: Date): Promise<Suggestions> {
  const asked = searchRequest(new URLSearchParams({ q }), { timeZone: "UTC", pageSize: 5, now });
  if (q.trim() === "") return { query: q, articles: [], topics: [], providers: [] };
  const begin = `${q.trim().toLowerCase()}%`;
  const [found, topics, providers] = await Promise.all([
    search(db, asked, now),
    db.execute<{ id: string; name: string; articles: number }>(
      sql`select id, name, (select count(*)::int from article_topic where topic_id = topic.id and published) as articles from topic where lower(name) like ${begin} limit 4`,
    ),
    db.execute<{ domain: string; name: string; articles: number }>(
      sql`select domain, name, (select count(*)::int from article where provider_id = provider.id and state = 'published') as articles from provider where lower(name) like ${begin} or domain like ${begin} limit 4`,
    ),
  ]);
  return {
    query: q,
    articles: found.hits.slice(0, 5).map((hit) => ({
      slug: hit.slug,
      title: hit.title,
      url: urls.article(hit.slug),
      provider: hit.provider.name,
      highlights: hit.highlights.title,
    })),
    topics: topics.map((topic) => ({ ...topic, url: urls.topic(topic.id) })),
    providers: providers.map((provider) => ({ ...provider, url: urls.provider(provider.domain) })),
  };
}
