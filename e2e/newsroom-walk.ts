/** Nobody, an editor, a disabled editor and an admin, each of whom asks for whatever the newsroom has. */
import { type APIRequestContext, type APIResponse, expect, test } from "@playwright/test";
import { desc, eq, like } from "drizzle-orm";
import { appendAudit } from "../db/audit";
import type { Db } from "../db/client";
import { article, auditEvent, story, user, webhook } from "../db/schema";
import { createUser, disableUser } from "../lib/people/users";
import { importArticle } from "./command";
import { EXAMPLES } from "./newsroom-parts";
import { specName } from "./sign-in";
import { withDatabase } from "./with-database";

export const PASSWORD = "a walk through rooms";
export const mailDomain = () => `@${specName()}.example`;
const hookUrl = () => `https://${specName()}.example/hook`;
const walker = () => ({ id: null, name: `a walk of ${specName()}` });
const ownTitle = () => `A bandicoot checks every door of ${specName()}`;

export type Person = "editor" | "disabled" | "admin";
export const as = {} as Record<Person | "nobody", APIRequestContext>;
export const emailOf = (who: Person) => `${who}${mailDomain()}`;

/** Has them there, and an example of all that an address may name: to be called once, at the top of a spec. */
export function walk(): void {
  test.beforeAll(async ({ playwright, baseURL }) => {
    const slug = await importArticle({ title: ownTitle() });
    const context = () => playwright.request.newContext({ ...(baseURL ? { baseURL } : {}), maxRedirects: 0 });
    await withDatabase(async (db) => {
      await giveExamples(db, slug);
      as.nobody = await context();
      for (const who of ["editor", "disabled", "admin"] as const) {
        as[who] = await context();
        await letIn(db, who);
      }
      // Their session was right a moment ago: a tab that is still open.
      expect((await as.disabled.get("/admin/account")).status()).toBe(200);
      await disableUser(db, emailOf("disabled"), walker());
    });
  });
  test.afterAll(async () => {
    await withDatabase(async (db) => {
      await db
        .update(user)
        .set({ disabledAt: new Date(), role: "editor" })
        .where(like(user.email, `%${mailDomain()}`));
      await db.delete(webhook).where(eq(webhook.url, hookUrl()));
    });
    await importArticle({ title: ownTitle(), published: false });
    for (const each of Object.values(as)) await each.dispose();
  });
}

async function giveExamples(db: Db, slug: string): Promise<void> {
  const [mine] = await db.select().from(article).where(eq(article.slug, slug));
  const by = walker();
  const seen = { before: { quality: 90 }, after: { quality: 91 } };
  await appendAudit(db, { by, action: "edit", subject: "article", subjectId: mine?.id ?? null, ...seen });
  const [event] = await db.select().from(auditEvent).where(eq(auditEvent.actor, by.name)).orderBy(desc(auditEvent.id));
  const made = { url: hookUrl(), secret: "none", events: [], enabled: false };
  const [hook] = await db.insert(webhook).values(made).returning();
  const [anyStory] = await db.select({ id: story.id }).from(story).limit(1);
  // A part that is new to addresses is to be added here.
  Object.assign(EXAMPLES, {
    "articles/[id]": String(mine?.id),
    "articles/[slug]": slug,
    "stories/[id]": String(mine?.storyId ?? anyStory?.id),
    "audit/[act]": String(event?.act),
    "topics/[id]": "databases",
    "providers/[key]": "example.com",
    "webhooks/[id]": String(hook?.id),
    // None that there is: what it made belongs to whoever asked for it.
    "archives/[job]": "999999999",
    "reports/[job]": "999999999",
  });
}

/** Makes them, or has them anew as they were made, and signs them in. */
async function letIn(db: Db, who: Person): Promise<void> {
  const email = emailOf(who);
  const role = who === "admin" ? "admin" : "editor";
  await db.update(user).set({ disabledAt: null, role }).where(eq(user.email, email));
  const known = await db.select().from(user).where(eq(user.email, email));
  if (known.length === 0) await createUser(db, { email, password: PASSWORD, role }, walker());
  const { csrfToken } = await (await as[who].get("/api/auth/csrf")).json();
  const form = { email, password: PASSWORD, csrfToken, json: "true" };
  expect((await as[who].post("/api/auth/callback/credentials", { form })).status()).toBe(200);
}

/** Whether an answer leads to the door. */
export const isSentToSignIn = (answer: APIResponse) =>
  [303, 307].includes(answer.status()) &&
  /^(?:https?:\/\/[^/]+)?\/sign-in(?:\?|$)/.test(answer.headers().location ?? "");
