/** The public pages, feeds and lists that are measured, of these articles. */
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { urls } from "@/lib/urls";

export type Address = { name: string; path: string };

/** One of each, with the largest topic and provider. @throws Error where there are no articles */
export async function publicAddresses(db: Db): Promise<Address[]> {
  const [row] = await db.execute<{ slug: string; topic: string; domain: string }>(sql`
    select (select slug from article where slug is not null order by published_at desc, id desc limit 1) as slug,
           (select topic_id from article_topic group by topic_id order by count(*) desc limit 1) as topic,
           (select domain from provider where id = (select provider_id from article group by provider_id order by count(*) desc limit 1)) as domain`);
  if (!row?.slug) throw new Error("There are no articles.");
  const { slug, topic, domain } = row;
  const feeds = ["rss.xml", "atom.xml", "feed.json"];
  return [
    { name: "home", path: urls.home },
    { name: "latest", path: urls.latest },
    { name: "topic", path: urls.topic(topic) },
    { name: "provider", path: urls.provider(domain) },
    { name: "article", path: urls.article(slug) },
    ...feeds.map((file) => ({ name: file, path: `/${file}` })),
    ...feeds.map((file) => ({ name: `topic ${file}`, path: `${urls.topic(topic)}/${file}` })),
    { name: "provider rss.xml", path: `${urls.provider(domain)}/rss.xml` },
    { name: "API page 1", path: urls.api.news(null, 1) },
    { name: "API v1 articles", path: urls.api.articles },
  ];
}
