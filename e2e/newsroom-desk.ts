/** Articles of the tests' own, and who signs in, for the specs of desk, record and overview. */
import { expect, type Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { article, user } from "../db/schema";
import { anArticle } from "../db/testing/seed";
import { createUser } from "../lib/people/users";
import { changeArticles } from "../lib/publishing/change";
import { expectNoExcess, expectNoViolationsInBoth } from "./axe";
import { withDatabase } from "./with-database";

const BY = { id: null, name: "test" };
const EDITOR = { email: "front-desk@gazette.example", password: "quite another horse", role: "editor" } as const;

export type Made = { id: number; slug: string; title: string };

/** Publishes articles with these titles, as the newsroom does, so that every page knows. */
export function published(titles: string[], { quality = 60, domain = "desk-tests.example" } = {}): Promise<Made[]> {
  return withDatabase(async (db) => {
    const made: Made[] = [];
    for (const title of titles) {
      const slug = `${new Date().toISOString().slice(0, 10)}-${title.toLowerCase().replace(/\W+/g, "-")}`;
      const before = await db.select({ id: article.id }).from(article).where(eq(article.slug, slug));
      const id =
        before[0]?.id ??
        (await anArticle(db, {
          slug,
          title,
          domain,
          quality,
          heat: quality,
          state: "queued",
          publishedAt: new Date(),
        }));
      made.push({ id, slug, title });
    }
    const fresh = { state: "published" as const, quality, frontHidden: false, pinPlace: null, pinUntil: null };
    await change(db, made, fresh);
    return made;
  });
}

/** Takes them off every page again. */
export function takenBack(made: Made[]): Promise<void> {
  return withDatabase((db) => change(db, made, { state: "unpublished", pinPlace: null, pinUntil: null }));
}

type Changes = Parameters<typeof changeArticles>[1]["edits"][number]["changes"];

export async function change(db: Parameters<typeof changeArticles>[0], made: Made[], changes: Changes): Promise<void> {
  const edits = made.map(({ id }) => ({ id, changes, confirmed: changes.quality }));
  await changeArticles(db, { edits, by: BY, now: new Date() });
}

/** Signs an editor in who is no admin, at the page they asked for. */
export async function signInAsEditor(page: Page, path: string): Promise<void> {
  await withDatabase(async (db) => {
    const known = await db.select().from(user).where(eq(user.email, EDITOR.email));
    if (known.length === 0) await createUser(db, EDITOR, BY);
  });
  await page.goto(path);
  await page.getByLabel("E-mail").fill(EDITOR.email);
  await page.getByLabel("Password", { exact: true }).fill(EDITOR.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(path);
}

/** Axe finds nothing, light and dark, and nothing is too wide for phones. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolationsInBoth(page);
  await expectNoExcess(page);
}
