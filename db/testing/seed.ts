/** Rows for tests, with sensible values for what a test does not care about. */
import { sql } from "drizzle-orm";
import type { Db } from "../client";
import { article, articleTopic, provider, topic } from "../schema";

type NewArticle = Partial<typeof article.$inferInsert> & { domain?: string; topics?: string[] };

let counter = 0;

/** Inserts a published article, with its provider and topics when they are not there yet. Gives its id. */
export async function anArticle(
  db: Db,
  { domain = "tailwater.example", topics = [], ...given }: NewArticle = {},
): Promise<number> {
  counter += 1;
  const providerId = given.providerId ?? (await aProvider(db, domain));
  const row = {
    slug: `2026-11-20-article-${counter}`,
    state: "published" as const,
    title: `Article ${counter}`,
    publishedAt: new Date(Date.UTC(2026, 10, 20) + counter),
    webUrl: `https://${domain}/${counter}`,
    quality: 80,
    heat: given.quality ?? 80,
    ...given,
    providerId,
  };
  const [{ id } = { id: 0 }] = await db.insert(article).values(row).returning({ id: article.id });
  for (const [position, name] of topics.entries()) {
    const topicId = name.toLowerCase().replace(/\W+/g, "-");
    await db.insert(topic).values({ id: topicId, name }).onConflictDoNothing();
    await db
      .insert(articleTopic)
      .values({ articleId: id, topicId, position, publishedAt: row.publishedAt, published: row.state === "published" });
  }
  return id;
}

async function aProvider(db: Db, domain: string): Promise<number> {
  const [row] = await db
    .insert(provider)
    .values({ domain, name: domain.replace(".example", "") })
    .onConflictDoUpdate({ target: provider.domain, set: { domain: sql`excluded.domain` } })
    .returning({ id: provider.id });
  return row?.id ?? 0;
}
