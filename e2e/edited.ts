/** Articles for the tests of the form that edits them: of a provider of the spec's own, and gone at the end. */
import { expect, type Page, test } from "@playwright/test";
import { eq, inArray, sql } from "drizzle-orm";
import { article, provider } from "../db/schema";
import { removeArticles } from "./remove-articles";
import { specName } from "./sign-in";
import { withDatabase } from "./with-database";

/** So old that it is on no list that other tests look at. */
export const PUBLISHED = new Date("2011-03-04T05:06:07Z");

let counter = 0;
const made: number[] = [];

/** Where all articles of the spec that runs are from. */
export const paper = () => ({ domain: `${specName()}.example`, name: `The Bilby of ${specName()}` });

/** An article of our own: unpublished ones are seen by nobody. */
export async function anArticle(
  given: Partial<typeof article.$inferInsert> = {},
): Promise<{ id: number; slug: string }> {
  counter += 1;
  const slug = `2011-03-04-bilby-${test.info().project.name}-${process.pid}-${counter}`;
  const { domain } = paper();
  return withDatabase(async (db) => {
    await db.insert(provider).values(paper()).onConflictDoNothing();
    const [by] = await db.select().from(provider).where(eq(provider.domain, domain));
    const row = {
      slug,
      state: "unpublished" as const,
      title: `A bilby digs ${counter}`,
      excerpt: "It digs a burrow.",
      publishedAt: PUBLISHED,
      webUrl: `https://${domain}/${slug}`,
      providerId: by?.id ?? 0,
      quality: 70,
      heat: 70,
      ...given,
    };
    const [{ id } = { id: 0 }] = await db.insert(article).values(row).returning({ id: article.id });
    made.push(id);
    return { id, slug };
  });
}

/** Has the article whose form is open removed at the end: it was made by hand. */
export const removeOpen = (page: Page) => made.push(Number(page.url().split("/").at(-1)));

export const rowOf = (id: number) =>
  withDatabase(async (db) => (await db.select().from(article).where(eq(article.id, id)))[0]);

/** Removes all that was made here, for afterAll; `others` are domains of more providers that the spec made. */
export const removeEdited = (...others: string[]) =>
  withDatabase(async (db) => {
    await removeArticles(db, inArray(article.id, made));
    await db.execute(sql`delete from provider where domain in ${[paper().domain, ...others]}
      and not exists (select 1 from article where provider_id = provider.id)`);
  });

export const open = async (page: Page, id: number) => {
  await page.goto(`/admin/articles/${id}`);
  await expect(page.getByRole("form", { name: "Edit article" })).toBeVisible();
};
export const saved = (page: Page) =>
  expect(page.getByRole("status").filter({ hasText: "Saved." }).first()).toBeVisible();
export const bar = (page: Page) => page.locator(".savebar").getByRole("status");
export const history = (page: Page) => page.getByRole("region", { name: /^History/ }).getByRole("listitem");
