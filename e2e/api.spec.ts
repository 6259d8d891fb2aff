/** The API as people meet it: the page that describes it, and tokens for their programs. */
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { disableUser, enableUser } from "../lib/people/users";
import { importArticle } from "./command";
import { account, signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const tokens = (page: Page) => page.getByRole("region", { name: "Tokens of programs" });

async function makeToken(page: Page, name: string, { publishes }: { publishes: boolean }): Promise<string> {
  await page.goto("/admin/account");
  const panel = tokens(page);
  await panel.getByText("New token", { exact: true }).click();
  await panel.getByLabel("Name").fill(name);
  await panel.getByRole("checkbox", { name: /^publish them/ }).setChecked(publishes);
  await panel.getByLabel("Password to confirm").fill(account().password);
  await panel.getByRole("button", { name: "Make the token" }).click();
  await expect(panel.getByRole("status")).toContainText("shown this once");
  return panel.getByRole("textbox", { name: "New token" }).inputValue();
}

const fileOf = (slug: string, title: string) => `---
title: ${JSON.stringify(title)}
publishedDateTime: ${slug.slice(0, 10)}T06:40:00Z
originalUrl: "https://example.com/${slug}"
quality: 91
provider:
  domain: example.com
---
`;

const written = (request: APIRequestContext, slug: string, token: string) => {
  const address = `/api/v1/admin/articles/${slug}`;
  const authorization = { authorization: `Bearer ${token}` };
  return {
    put: (text: string) =>
      request.put(address, { data: text, headers: { ...authorization, "content-type": "text/markdown" } }),
    act: (act: "publish" | "unpublish") => request.post(`${address}/${act}`, { headers: authorization }),
    read: () => request.get(address, { headers: authorization }),
  };
};

test("an editor makes a token, a program publishes with it at once, and revoking it ends that", async ({
  page,
  request,
}, { project }) => {
  await signIn(page);
  const name = `Robot ${project.name} ${Date.now()}`;
  const token = await makeToken(page, name, { publishes: true });
  const slug = `${new Date().toISOString().slice(0, 10)}-a-numbat-files-by-program-${Date.now()}`;
  const program = written(request, slug, token);
  expect((await program.put(fileOf(slug, "A numbat files by program"))).status()).toBe(201);
  expect((await request.get(`/news/${slug}`)).status()).toBe(404);
  expect((await program.act("publish")).status()).toBe(200);
  // The very next request of any page shows it.
  expect((await request.get(`/news/${slug}`)).status()).toBe(200);
  const newest = async () => {
    const { value } = await (await request.get("/api/news/index.json")).json();
    return value.map(({ path }: { path: string }) => path);
  };
  expect(await newest()).toContain(`_news/${slug}.md`);
  expect((await program.act("unpublish")).status()).toBe(200);
  expect((await request.get(`/api/v1/articles/${slug}`)).status()).toBe(410);
  expect(await newest()).not.toContain(`_news/${slug}.md`);

  await test.step("the record names the person and the token, never the token itself", async () => {
    await page.goto("/admin/audit");
    await expect(page.getByText(`${account().email} (${name})`).first()).toBeVisible();
    expect(await page.content()).not.toContain(token);
  });

  await test.step("the token is not shown again, and works until it is revoked", async () => {
    await page.goto("/admin/account");
    expect(await page.content()).not.toContain(token);
    const row = tokens(page).getByRole("listitem").filter({ hasText: name });
    await expect(row).toContainText("writes and judges, publishes");
    await expect(row).toContainText("last used");
    expect((await program.read()).status()).toBe(200);
    await row.getByRole("button", { name: `Revoke ${name}` }).click();
    await expect(tokens(page).getByRole("status")).toContainText("Revoked");
    await expect(row).toHaveCount(0);
    expect((await program.read()).status()).toBe(401);
  });
});

test("a wrong password makes no token; what was filled in stays, and works without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page);
  await page.goto("/admin/account");
  const panel = tokens(page);
  await panel.getByText("New token", { exact: true }).click();
  await panel.getByLabel("Name").fill("Nobody's robot");
  await panel.getByLabel("Password to confirm").fill("not my password");
  await panel.getByRole("button", { name: "Make the token" }).click();
  await expect(panel.getByRole("alert")).toContainText("not your password");
  await expect(panel.getByLabel("Name")).toHaveValue("Nobody's robot");
  await expect(panel.getByRole("listitem").filter({ hasText: "Nobody's robot" })).toHaveCount(0);
  await context.close();
});

test("whoever is disabled has no program that works", async ({ page, request }, { project }) => {
  await signIn(page);
  const token = await makeToken(page, `Robot off ${project.name} ${Date.now()}`, { publishes: false });
  const slug = await importArticle({ title: "A numbat is read by program", published: false });
  const program = written(request, slug, token);
  const by = { id: null, name: "test" };
  const { email } = account();
  expect((await program.read()).status()).toBe(200);
  expect((await program.act("publish")).status()).toBe(403);
  await withDatabase((db) => disableUser(db, email, by));
  expect((await program.read()).status()).toBe(401);
  await withDatabase((db) => enableUser(db, email, by));
});

test("the page describes the API without a script, and each of its examples runs", async ({ browser, request }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "API" }).click();
  await expect(page.getByRole("heading", { name: "API", level: 1 })).toBeVisible();
  const examples = page.getByRole("list", { name: /^Examples/ }).getByRole("link");
  const addresses = await examples.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(addresses.length).toBeGreaterThan(12);
  for (const address of addresses) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBe(200);
    expect(await answer.json(), address).toEqual(expect.any(Object));
  }
  await page.getByText("What it takes").first().click();
  await expect(page.getByRole("list", { name: "Live articles, page by page: what it takes" })).toContainText(
    "minQuality",
  );
  const description = await (await request.get("/api/openapi.json")).json();
  expect(description.openapi).toBe("3.1.0");
  const described = await page.getByRole("heading", { level: 3 }).allTextContents();
  for (const path of Object.keys(description.paths)) {
    expect(
      described.some((heading) => heading.endsWith(` ${path}`)),
      path,
    ).toBe(true);
  }
  await context.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the API's page and among tokens, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const found = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    await page.goto("/api");
    for (const summary of (await page.getByText("What it answers").all()).slice(0, 3)) await summary.click();
    expect(await found()).toEqual([]);
    await signIn(page);
    await page.goto("/admin/account");
    await tokens(page).getByText("New token", { exact: true }).click();
    expect(await found()).toEqual([]);
  });
}

test("HEAD says what GET does, and addresses that are none say so in JSON", async ({ request }) => {
  const [get, head] = [await request.get("/api/v1/articles?limit=1"), await request.head("/api/v1/articles?limit=1")];
  expect(head.headers().etag).toBe(get.headers().etag);
  expect(await head.text()).toBe("");
  for (const address of ["/api/nothing", "/api/v1/articles/%ff", "/api/v1/nothing/index"]) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBe(404);
    expect(answer.headers()["content-type"], address).toBe("application/problem+json");
  }
  expect((await request.fetch("/api/v1/articles", { method: "PROPFIND" })).status()).toBe(405);
  expect((await request.post("/api", { data: "" })).status()).toBe(405);
});
