/**
 * Every page, every route that writes and every action of the newsroom, as nobody, an editor, a disabled editor and an
 * admin. They are found by reading the folders and the build, so that a new one can't be forgotten.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type APIRequestContext, type APIResponse, expect, test } from "@playwright/test";
import { desc, eq, like } from "drizzle-orm";
import { appendAudit } from "../db/audit";
import { connect } from "../db/client";
import { article, auditEvent, story, user, webhook } from "../db/schema";
import { createUser, disableUser } from "../lib/people/users";
import { importArticle } from "./command";
import { databaseUrl } from "./database-url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PASSWORD = "a walk through rooms";
const HOOK = "https://roles.example/hook";
const BY = { id: null, name: "a walk" };
const MAIL = "@roles.example";
/** Reached with a one-time link, or while signing in, instead of a session. */
const OPEN = /^app\/(?:admin\/setup|sign-in)\//;
/** Pages that are there to say that nothing is. */
const NOWHERE = /\[\.\.\.rest\]/;

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const filesBelow = (folder: string, name: RegExp) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => name.test(path) && !OPEN.test(path))
    .sort();

const PAGES = filesBelow("app/admin", /\/page\.tsx$/);
/** Routes at addresses of the newsroom, for files: downloads, and uploads. */
const FILES = filesBelow("app/admin", /\/route\.ts$/);
const takes = (file: string, method: "GET" | "POST") =>
  new RegExp(`export (?:const|async function|function) ${method}\\b`).test(read(file));
const ROUTES = filesBelow("app/api/newsroom", /\/route\.ts$/);
/** Routes that programs write to, with tokens: a session opens none of them. */
const TOKEN_ROUTES = filesBelow("app/api/v1/admin", /\/route\.ts$/);
const isAdmins = (source: string) =>
  /requireRole\("admin"|admin(?:Route|Download|Upload)\(|mayAct\(\w+, "admin"\)/.test(source);

type Manifest = { node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }> };
type Action = { id: string; page: string; name: string; forAdmins: boolean };

/** The actions that the build gives out, each with a page that has it. */
function actions(): Action[] {
  const { node } = JSON.parse(read(".next/server/server-reference-manifest.json")) as Manifest;
  return Object.entries(node).flatMap(([id, { workers, filename, exportedName }]) => {
    const [page] = Object.keys(workers).filter((worker) => worker.startsWith("app/admin/"));
    if (OPEN.test(filename) || !page) return [];
    const made = new RegExp(`export const ${exportedName} = (editor|admin)Action\\(`).exec(read(filename));
    // What isn't wrapped is found by app/admin/guarded.test.ts.
    return [{ id, page: `${page}.tsx`, name: `${filename} ${exportedName}`, forAdmins: made?.[1] === "admin" }];
  });
}

/** What stands for a part of an address that varies. A new one is to be added here. */
const EXAMPLES: Record<string, string> = {};

function addressOf(file: string): string {
  const parts = file
    .replace(/^app/, "")
    .replace(/\/(?:page\.tsx|route\.ts)$/, "")
    .split("/")
    .filter((part) => !/^\(.*\)$/.test(part));
  const filled = parts.map((part, index) => {
    if (!part.startsWith("[")) return part;
    if (part.startsWith("[[...")) return null;
    if (part.startsWith("[...")) return "no-such-page";
    const example = EXAMPLES[`${parts[index - 1]}/${part}`];
    if (example === undefined) throw new Error(`Say in EXAMPLES what ${parts[index - 1]}/${part} may be: ${file}`);
    return example;
  });
  return filled.filter((part) => part !== null).join("/");
}

type Person = "editor" | "disabled" | "admin";
const as = {} as Record<Person | "nobody", APIRequestContext>;
const emailOf = (who: Person) => `${who}${MAIL}`;
let close = async () => {};

test.beforeAll(async ({ playwright, baseURL }) => {
  const slug = await importArticle({ title: "A bandicoot checks every door" });
  const connection = connect(await databaseUrl(), { max: 1 });
  const { db } = connection;
  await close();
  const contexts: APIRequestContext[] = [];
  const context = async () => {
    const made = await playwright.request.newContext({ ...(baseURL ? { baseURL } : {}), maxRedirects: 0 });
    contexts.push(made);
    return made;
  };
  close = async () => {
    for (const each of contexts) await each.dispose();
    await connection.close();
  };
  const [mine] = await db.select().from(article).where(eq(article.slug, slug));
  const seen = { before: { quality: 90 }, after: { quality: 91 } };
  await appendAudit(db, { by: BY, action: "edit", subject: "article", subjectId: mine?.id ?? null, ...seen });
  const [event] = await db.select().from(auditEvent).where(eq(auditEvent.actor, BY.name)).orderBy(desc(auditEvent.id));
  const [hook] = await db.insert(webhook).values({ url: HOOK, secret: "none", events: [], enabled: false }).returning();
  const [anyStory] = await db.select({ id: story.id }).from(story).limit(1);
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
  as.nobody = await context();
  for (const who of ["editor", "disabled", "admin"] as const) {
    const role = who === "admin" ? "admin" : "editor";
    await db
      .update(user)
      .set({ disabledAt: null, role })
      .where(eq(user.email, emailOf(who)));
    const known = await db
      .select()
      .from(user)
      .where(eq(user.email, emailOf(who)));
    if (known.length === 0) await createUser(db, { email: emailOf(who), password: PASSWORD, role }, BY);
    as[who] = await context();
    const { csrfToken } = await (await as[who].get("/api/auth/csrf")).json();
    const form = { email: emailOf(who), password: PASSWORD, csrfToken, json: "true" };
    expect((await as[who].post("/api/auth/callback/credentials", { form })).status()).toBe(200);
  }
  // Their session was right a moment ago: a tab that is still open.
  expect((await as.disabled.get("/admin/account")).status()).toBe(200);
  await disableUser(db, emailOf("disabled"), BY);
});

test.afterAll(async () => {
  const { db, close: end } = connect(await databaseUrl(), { max: 1 });
  await db
    .update(user)
    .set({ disabledAt: new Date(), role: "editor" })
    .where(like(user.email, `%${MAIL}`));
  await db.delete(webhook).where(eq(webhook.url, HOOK));
  await end();
  await importArticle({ title: "A bandicoot checks every door", published: false });
  await close();
});

const isSentToSignIn = (answer: APIResponse) =>
  [303, 307].includes(answer.status()) &&
  /^(?:https?:\/\/[^/]+)?\/sign-in(?:\?|$)/.test(answer.headers().location ?? "");

test("there is something to walk through", () => {
  expect(PAGES.length).toBeGreaterThan(5);
  expect(ROUTES.length).toBeGreaterThan(2);
  expect(TOKEN_ROUTES.length).toBeGreaterThan(2);
  expect(PAGES.filter((page) => isAdmins(read(page))).length).toBeGreaterThan(0);
  expect(actions().length).toBeGreaterThan(5);
});

for (const file of PAGES) {
  test(`page ${file}`, async () => {
    const path = addressOf(file);
    for (const who of ["nobody", "disabled"] as const) {
      const answer = await as[who].get(path);
      expect(isSentToSignIn(answer), `${who}: ${answer.status()}`).toBe(true);
    }
    const editor = (await as.editor.get(path)).status();
    const admin = (await as.admin.get(path)).status();
    if (NOWHERE.test(file)) expect([editor, admin]).toEqual([404, 404]);
    // A page may only lead to another one, once it knows who asks.
    else expect([200, 307]).toContain(admin);
    if (isAdmins(read(file))) expect([403, 404]).toContain(editor);
    else expect(editor).toBe(admin);
  });
}

for (const file of FILES.filter((each) => takes(each, "GET"))) {
  test(`download ${file}`, async () => {
    const path = addressOf(file);
    for (const who of ["nobody", "disabled"] as const) {
      const answer = await as[who].get(path);
      expect(isSentToSignIn(answer) || answer.status() === 401, `${who}: ${answer.status()}`).toBe(true);
    }
    // What a job made may not be there (any more), and nothing says here of which file.
    expect([200, 400, 404]).toContain((await as.admin.get(path)).status());
    if (isAdmins(read(file))) expect([403, 404]).toContain((await as.editor.get(path)).status());
  });
}

for (const file of FILES.filter((each) => takes(each, "POST"))) {
  test(`upload ${file}`, async () => {
    const path = addressOf(file);
    const post = (who: Person | "nobody", headers: Record<string, string> = {}) =>
      as[who].post(path, { data: "null", headers: { "content-type": "application/json", ...headers } });
    const script = { accept: "application/json" };
    for (const who of ["nobody", "disabled"] as const) {
      expect((await post(who, script)).status(), who).toBe(401);
      const form = await post(who);
      expect(isSentToSignIn(form) || form.status() === 401, `${who}: ${form.status()}`).toBe(true);
    }
    expect((await post("editor", script)).status()).toBe(403);
    expect((await post("admin", { ...script, origin: "https://elsewhere.example" })).status()).toBe(403);
    // No upload: whoever may send one is told so.
    const admin = (await post("admin", script)).status();
    expect(admin).toBeGreaterThanOrEqual(400);
    expect([401, 403]).not.toContain(admin);
    expect(admin).toBeLessThan(500);
  });
}

for (const file of ROUTES) {
  test(`route ${file}`, async () => {
    const path = addressOf(file);
    // No route takes null: whoever may ask is told so, and nothing is done.
    const headers = { "content-type": "application/json" };
    const status = async (who: Person | "nobody") => (await as[who].post(path, { data: "null", headers })).status();
    expect(await status("nobody")).toBe(401);
    expect(await status("disabled")).toBe(401);
    expect(await status("admin")).toBe(400);
    expect(await status("editor")).toBe(isAdmins(read(file)) ? 403 : 400);
    const foreign = { ...headers, origin: "https://elsewhere.example" };
    expect((await as.admin.post(path, { data: "null", headers: foreign })).status()).toBe(403);
    for (const method of ["GET", "PUT", "DELETE", "PATCH"]) {
      expect([401, 404, 405], method).toContain((await as.nobody.fetch(path, { method })).status());
    }
  });
}

for (const file of TOKEN_ROUTES) {
  test(`token route ${file}`, async () => {
    const path = addressOf(file);
    const methods = ["GET", "PUT", "PATCH", "POST", "DELETE"];
    const taken = methods.filter((method) => read(file).includes(`export const ${method} = tokenRoute(`));
    expect(taken.length).toBeGreaterThan(0);
    for (const who of ["nobody", "disabled", "editor", "admin"] as const) {
      for (const method of methods) {
        const headers = { "content-type": "application/json" };
        const status = (
          await as[who].fetch(path, { method, headers, ...(method === "GET" ? {} : { data: "{}" }) })
        ).status();
        expect(status, `${method} as ${who}`).toBe(taken.includes(method) ? 401 : 405);
      }
    }
  });
}

/** Calls an action as its page's script does, with a form: its fields come first, and what refers to them last. */
function callAction(
  who: Person | "nobody",
  { id, page }: Action,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const multipart = new FormData();
  for (const [name, value] of Object.entries(fields)) multipart.append(`_1_${name}`, value);
  multipart.append("0", '[null,"$K1"]');
  return as[who].post(addressOf(page), {
    multipart,
    headers: { "next-action": id, accept: "text/x-component", ...headers },
  });
}

/** Enough for many an action to do something, if it came to it. */
const TEMPTING = () => ({
  act: "disable",
  id: EXAMPLES["articles/[id]"] ?? "",
  email: emailOf("admin"),
  role: "editor",
  words: "bandicoot, small marsupial",
  password: PASSWORD,
  newPassword: `${PASSWORD} no more`,
});

test("every action is refused to nobody, to a disabled editor and, where it is an admin's, to an editor", async () => {
  test.slow();
  const { db, close: end } = connect(await databaseUrl(), { max: 1 });
  const state = async () => {
    const [mine] = await db
      .select()
      .from(article)
      .where(eq(article.id, Number(EXAMPLES["articles/[id]"])));
    const people = await db
      .select()
      .from(user)
      .where(like(user.email, `%${MAIL}`))
      .orderBy(user.id);
    // Who was seen when may change.
    return JSON.stringify([mine, people.map(({ lastSignInAt: _, ...rest }) => rest)]);
  };
  const before = await state();
  for (const action of actions()) {
    for (const who of ["nobody", "disabled"] as const) {
      const answer = await callAction(who, action, TEMPTING());
      const led = answer.headers()["x-action-redirect"] ?? answer.headers().location ?? "";
      expect(led, `${action.name} as ${who}: ${answer.status()}`).toMatch(/^\/sign-in/);
    }
    if (!action.forAdmins) continue;
    const text = await (await callAction("editor", action, TEMPTING())).text();
    expect(text, `${action.name} as editor`).toContain('"code":"not-allowed"');
  }
  expect(await state()).toBe(before);
  const acts = await db
    .select()
    .from(auditEvent)
    .where(like(auditEvent.actor, `disabled${MAIL}`));
  expect(acts.map(({ action }) => action)).toEqual(expect.not.arrayContaining(["set-role", "disable-user", "edit"]));
  await end();
});

test("an action called so does something for whoever may: what is refused above is not refused for its form", async () => {
  const change = actions().find(({ name }) => name.endsWith("users/actions.ts changePerson"));
  if (!change) throw new Error("no such action");
  const { db, close: end } = connect(await databaseUrl(), { max: 1 });
  const roleOfEditor = async () =>
    (
      await db
        .select()
        .from(user)
        .where(eq(user.email, emailOf("editor")))
    )[0]?.role;
  const given = { act: "role", email: emailOf("editor"), role: "admin" };
  await callAction("admin", change, given);
  expect(await roleOfEditor()).toBe("admin");
  await callAction("admin", change, { ...given, role: "editor" });
  expect(await roleOfEditor()).toBe("editor");
  // Another site's page can't ask in somebody's name.
  await callAction("admin", change, given, { origin: "https://elsewhere.example" });
  expect(await roleOfEditor()).toBe("editor");
  await end();
});
