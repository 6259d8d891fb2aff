/** Articles that wait in the queue, for tests: of topics and providers of their own, never live, and gone at the end. */
import { expect, type Page } from "@playwright/test";
import { eq, inArray } from "drizzle-orm";
import { article, articleTopic, provider, topic } from "../db/schema";
import { removeArticles } from "./remove-articles";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

/** Nothing of it is ever live, so that no other test sees it. */
const NEVER = new Date("2099-01-01T00:00:00Z");
export const MINUTE_MS = 60_000;

/** Topics made here; each has a provider of its name. */
const made: string[] = [];

type Given = Partial<typeof article.$inferInsert> & { title: string };

/** One more article for a queue, the newest of it. */
export const joinQueue = (topicId: string, title: string) =>
  withDatabase(async (db) => {
    const [paper] = await db
      .select()
      .from(provider)
      .where(eq(provider.domain, `${topicId}.example`));
    const publishedAt = new Date();
    const webUrl = `https://${topicId}.example/${encodeURIComponent(title)}`;
    const row = { state: "queued" as const, title, publishedAt, webUrl, liveFrom: NEVER, providerId: paper?.id ?? 0 };
    const [{ id } = { id: 0 }] = await db.insert(article).values(row).returning();
    await db.insert(articleTopic).values({ articleId: id, topicId, position: 0, publishedAt, published: false });
  });

/** Queued articles of a topic of their own, the first the oldest. Gives the topic's id. */
export async function queueOf(name: string, articles: Given[]): Promise<string> {
  const topicId = `queue-${name}-${Date.now()}`;
  made.push(topicId);
  await withDatabase(async (db) => {
    await db.insert(topic).values({ id: topicId, name: `Queue ${topicId}` });
    const [{ id: providerId } = { id: 0 }] = await db
      .insert(provider)
      .values({ domain: `${topicId}.example`, name: `The ${name} paper` })
      .returning();
    const rows = articles.map((given, index) => ({
      slug: `2026-11-20-${topicId}-${index}`,
      state: "queued" as const,
      publishedAt: new Date(Date.now() - (articles.length - index) * MINUTE_MS),
      webUrl: `https://${topicId}.example/${index}`,
      liveFrom: NEVER,
      providerId,
      ...given,
    }));
    const found = await db.insert(article).values(rows).returning();
    await db
      .insert(articleTopic)
      .values(
        found.map(({ id, publishedAt }) => ({ articleId: id, topicId, position: 0, publishedAt, published: false })),
      );
  });
  return topicId;
}

/** Removes all that `queueOf` made. */
export const removeQueues = () =>
  withDatabase(async (db) => {
    const domains = made.map((name) => `${name}.example`);
    const own = db.select({ id: provider.id }).from(provider).where(inArray(provider.domain, domains));
    const known = await db.select({ id: article.id }).from(article).where(inArray(article.providerId, own));
    const ids = known.map(({ id }) => id);
    await removeArticles(db, inArray(article.id, ids));
    await db.delete(provider).where(inArray(provider.domain, domains));
    await db.delete(topic).where(inArray(topic.id, made));
  });

export const rowOf = (title: string) =>
  withDatabase(async (db) => {
    const [row] = await db.select().from(article).where(eq(article.title, title));
    if (!row) throw new Error(`no article ${title}`);
    return row;
  });
/** The queue of one topic, with its keys. */
export const openQueue = async (page: Page, topicId: string) => {
  await signIn(page);
  await page.goto(`/admin?topic=${topicId}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/waiting$/);
  // The keys work once the script does.
  await page.waitForLoadState("networkidle");
};
