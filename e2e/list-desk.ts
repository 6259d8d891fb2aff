/** A list of 120 articles of the spec's own, made anew for each test, and what is on the newsroom's page of it. */
import { type Page, test } from "@playwright/test";
import { eq, inArray, like, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { article, articleTopic, provider, topic } from "../db/schema";
import { removeArticles } from "./remove-articles";
import { signIn, specName } from "./sign-in";
import { withDatabase } from "./with-database";

/** Where all of them are from. */
export const domain = () => `${specName()}.example`;
/** A topic that none of them has. */
export const ownTopic = () => ({ id: specName(), name: `Desk of ${specName()}` });
const slugOf = (number: number) => `${specName()}-desk-${number}`;

/** None of them is live for longer than its test. */
async function clear(db: Db): Promise<void> {
  const ours = like(article.slug, `${specName()}-desk-%`);
  const own = db.select({ id: article.id }).from(article).where(ours);
  await db.delete(articleTopic).where(inArray(articleTopic.articleId, own));
  await removeArticles(db, ours);
}

/**
 * The list, for every test of the spec: to be called once, at the top of it. Of the 120, "Bulkheads number N", the first
 * 60 are queued and the others unpublished. `excerpts` are by number.
 */
export function listDesk(excerpts: Record<number, string> = {}): void {
  test.beforeEach(() =>
    withDatabase(async (db) => {
      await clear(db);
      await db.insert(topic).values(ownTopic()).onConflictDoNothing();
      const [row] = await db
        .insert(provider)
        .values({ domain: domain(), name: `The ${domain()} Herald` })
        .onConflictDoUpdate({ target: provider.domain, set: { domain: sql`excluded.domain` } })
        .returning({ id: provider.id });
      await db.insert(article).values(
        Array.from({ length: 120 }, (_, index) => ({
          slug: slugOf(index + 1),
          state: index < 60 ? ("queued" as const) : ("unpublished" as const),
          title: `Bulkheads number ${index + 1}`,
          excerpt: excerpts[index + 1] ?? "",
          publishedAt: new Date(Date.UTC(2025, 1, 1, 0, index)),
          webUrl: `https://${domain()}/${index + 1}`,
          providerId: row?.id ?? 0,
          quality: index === 1 ? 30 : index === 2 ? null : 60 + (index % 40),
          heat: index === 1 ? 30 : index === 2 ? null : 60 + (index % 40),
        })),
      );
    }),
  );
  test.afterAll(() =>
    withDatabase(async (db) => {
      await clear(db);
      await db.delete(topic).where(eq(topic.id, ownTopic().id));
      await db.delete(provider).where(eq(provider.domain, domain()));
    }),
  );
}

export const rows = (page: Page) => page.getByRole("list", { name: "Articles" }).getByRole("listitem");
export const bar = (page: Page) => page.getByRole("region", { name: "Chosen articles" });

/** State and quality of these, by number. */
export const states = (numbers: number[]) =>
  withDatabase(async (db) => {
    const found = await db
      .select({ slug: article.slug, state: article.state, quality: article.quality })
      .from(article)
      .where(inArray(article.slug, numbers.map(slugOf)));
    return Object.fromEntries(found.map(({ slug, state, quality }) => [slug?.split("-").at(-1), { state, quality }]));
  });

/** The list alone; `query` goes on its address. */
export async function open(page: Page, query = ""): Promise<void> {
  await signIn(page);
  await page.goto(`/admin/articles?provider=${domain()}${query}`);
  // The keys work once the script does.
  await page.waitForLoadState("networkidle");
}
