/** What browsers are told to refuse: that nothing of ours needs it, and that it is as strict as it can be. */
import { expect, type Page, test } from "@playwright/test";
import { ADMIN } from "./admin";
import { anotherServer, stopServers } from "./another-server";
import { grade, modifiers, type Scanned, score } from "./observatory";
import { publicPages } from "./public-pages";
import { signIn } from "./sign-in";

test.afterEach(stopServers);

/** Every violation from now on, on whichever page; told as it happens, since a page that is left takes its own along. */
async function violationsOn(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.exposeFunction("noteViolation", (what: string) => void found.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
      const note = (globalThis as unknown as { noteViolation: (what: string) => void }).noteViolation;
      note(`${location.pathname}: ${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  return found;
}

/** Whether React has taken the page over: it marks what it renders. */
const isAlive = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => Object.keys(document).some((key) => key.startsWith("__reactContainer"))))
    .toBe(true);

test("a search that is sent again comes alive by the hashes in its policy, and breaks none of it", async ({ page }) => {
  const found = await violationsOn(page);
  // Another spec's change may let it go in between.
  await expect(async () => {
    const answer = await page.goto("/search?q=merrow&sort=newest");
    expect(answer?.headers()["content-security-policy"]).not.toContain("'nonce-");
  }).toPass();
  await isAlive(page);
  await page.getByRole("main").getByRole("link", { name: "Top", exact: true }).click();
  await expect(page).toHaveURL(/sort=top/);
  expect(found).toEqual([]);
});

for (const part of [0, 1])
  test(`no public page does what its policy forbids, part ${part + 1}`, async ({ page, request }) => {
    test.slow();
    const found = await violationsOn(page);
    const feeds = ["/rss.xml", "/topic/databases/atom.xml", "/search/rss.xml?q=merrow", "/sitemap.xml", "/opml.xml"];
    const paths = [...(await publicPages(request)), ...feeds];
    for (const path of paths.filter((_, index) => index % 2 === part)) {
      await page.goto(path);
      if (!/sitemap|opml/.test(path)) await isAlive(page);
    }
    expect(found).toEqual([]);
  });

test("no page of the newsroom does what its policy forbids", async ({ page }) => {
  test.slow();
  const found = await violationsOn(page);
  await signIn(page);
  const links = await page.locator('a[href^="/admin"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  const rooms = [...new Set(links)].filter((href) => href && !/articles[?/]/.test(href));
  expect(rooms.length).toBeGreaterThan(8);
  const article = links.find((href) => /^\/admin\/articles\/\d+$/.test(href ?? ""));
  for (const path of [...rooms, article, "/admin/settings/webhooks", "/admin/no-such-room"]) {
    await page.goto(path ?? "/admin");
    await isAlive(page);
  }
  expect(found).toEqual([]);
});

test("a script that got into a page does not run, nor one in the address", async ({ page }) => {
  const found = await violationsOn(page);
  for (const path of ["/", "/search?q=merrow"]) {
    await page.route(`**${path}`, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace("</main>", "<script>window.broken=1</script></main>");
      await route.fulfill({ response, body });
    });
    await page.goto(path);
    expect(await page.evaluate(() => "broken" in window)).toBe(false);
  }
  expect(found).toEqual([expect.stringContaining("script-src-elem"), expect.stringContaining("script-src-elem")]);
});

test("Observatory's rules give A+, signed in or not", async ({ request }) => {
  const host = "gazette.example";
  const { url } = await anotherServer({
    SITE_URL: `https://${host}`,
    TRUST_PROXY: "on",
    NEXTAUTH_SECRET: "a secret of this server alone",
  });
  const over = { "x-forwarded-proto": "https", "x-forwarded-host": host };
  const [hit] = (await (await request.get("/api/v1/search?q=-site%3Aexample.com&limit=1")).json()).hits;

  const form = await fetch(`${url}/api/auth/csrf`, { headers: over });
  const { csrfToken } = await form.json();
  const given = { ...ADMIN, csrfToken, json: "true" };
  const signedIn = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { ...over, cookie: pairs(form), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(given),
  });
  const cookies = [...form.headers.getSetCookie(), ...signedIn.headers.getSetCookie()];
  expect(cookies.map((cookie) => cookie.split("=", 1)[0])).toContain("__Host-next-auth.session-token");

  for (const path of ["/", `/news/${hit.slug}`, "/search?q=merrow", "/sign-in", "/admin/articles", "/no-such-page"]) {
    const response = await fetch(url + path, { headers: { ...over, cookie: pairs(form, signedIn) } });
    expect(response.status, path).toBe(path === "/no-such-page" ? 404 : 200);
    const scanned: Scanned = { headers: response.headers, html: await response.text(), cookies, redirect: null };
    expect(grade(score(scanned)), `${path} ${JSON.stringify(modifiers(scanned))}`).toBe("A+");
    expect(score(scanned), path).toBe(135);
  }
});

const pairs = (...responses: Response[]) =>
  responses.flatMap(({ headers }) => headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0])).join("; ");
