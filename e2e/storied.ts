/** Stories of the tests' own, and the parts of the newsroom's page of them. */
import { expect, type Page } from "@playwright/test";
import { inArray, like } from "drizzle-orm";
import { article, provider } from "../db/schema";
import { changeArticles } from "../lib/publishing/change";
import { indexArticles } from "../lib/search/index-articles";
import { mergeIntoStory } from "../lib/story/change";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const HOUR_MS = 3_600_000;
const how = { by: { id: null, name: "test" }, now: new Date() };
const seeded: number[] = [];

type Given = { title: string; state?: "queued" | "published"; quality?: number | null };

/** Articles of papers of their own, an hour apart, newest first. With `together` they are a story. */
export function seed(name: string, given: Given[], { together = false } = {}): Promise<{ id: number; slug: string }[]> {
  return withDatabase(async (db) => {
    const papers = given.map((_, at) => ({ domain: `${name}${at}.example`, name: `${name} paper ${at + 1}` }));
    await db.insert(provider).values(papers).onConflictDoNothing();
    const known = await db
      .select()
      .from(provider)
      .where(like(provider.domain, `${name}%.example`));
    const rows = given.map(({ title, state = "published", quality = 60 }, at) => ({
      slug: `2026-11-20-${name}-${Date.now()}-${at}`,
      state,
      title,
      quality,
      heat: quality,
      publishedAt: new Date(Date.now() - (at + 30) * HOUR_MS),
      webUrl: `https://${name}${at}.example/${Date.now()}`,
      providerId: known.find(({ domain }) => domain === `${name}${at}.example`)?.id ?? 0,
    }));
    const made = await db.insert(article).values(rows).returning({ id: article.id, slug: article.slug });
    const ids = made.map(({ id }) => id);
    seeded.push(...ids);
    await indexArticles(db, ids);
    if (together) await mergeIntoStory(db, ids, how);
    return made.map(({ id, slug }) => ({ id, slug: slug as string }));
  });
}

/** For afterAll: other specs count on what readers see. */
export const unpublishSeeded = () =>
  withDatabase(async (db) => {
    const left = await db.select({ id: article.id }).from(article).where(inArray(article.id, seeded));
    const edits = left.map(({ id }) => ({ id, changes: { state: "unpublished" as const } }));
    await changeArticles(db, { edits, ...how });
  });

/** A page of stories, as the spec's own admin. */
export const stories = async (page: Page, path = "/admin/stories") => {
  await signIn(page);
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
};

/** What was just done, with the way back. */
export const toast = (page: Page) =>
  page.getByRole("status").filter({ has: page.getByRole("button", { name: /Undo|Close/ }) });

export const member = (page: Page, title: string) =>
  page.getByRole("list", { name: "Articles of the story" }).getByRole("listitem").filter({ hasText: title });
