/** The search page, on the sample content: as one types, by clicks, by keys, and by links alone. */
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Locator, type Page, type Route, test } from "@playwright/test";

const box = (page: Page): Locator => page.locator("main input[name=q]");
const hits = (page: Page): Locator => page.locator("main .hits article");
const count = (page: Page): Locator => page.getByRole("main").getByRole("heading", { level: 1 });
const facet = (page: Page, title: string): Locator =>
  page.getByRole("main").getByRole("region", { name: title, exact: true });

/** Total of the same search by the API. */
async function total(request: APIRequestContext, query: string): Promise<number> {
  return (await (await request.get(`/api/v1/search?${query}`)).json()).total;
}

/** On phones the filters are folded. */
async function openFilter(page: Page): Promise<void> {
  const fold = page.getByText("Filter", { exact: true });
  if (await fold.isVisible()) await fold.click();
}

/** Goes to the search page and waits until its script runs. */
async function goToSearch(page: Page, query = ""): Promise<void> {
  await page.goto(`/search${query}`);
  await expect
    .poll(() =>
      page.evaluate(() => Object.keys(document.querySelector(".live") ?? {}).some((key) => /react/i.test(key))),
    )
    .toBe(true);
}

/** Holds back the results of some texts until `release`. */
async function holdBack(page: Page, isHeld: (q: string) => boolean) {
  const held: Route[] = [];
  await page.route(
    (url) => url.pathname === "/search" && url.searchParams.has("_rsc") && isHeld(url.searchParams.get("q") ?? ""),
    (route) => {
      held.push(route);
    },
  );
  return {
    held,
    async release() {
      for (const route of held) {
        const response = route.request().response();
        await route.continue();
        await response;
      }
      // Whatever the page would make of it, it has made by the frame after the next.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    },
  };
}

test("results come as one types, and the box keeps its text, its focus and its caret", async ({ page, request }) => {
  await goToSearch(page);
  await box(page).pressSequentially("merrow");
  await expect(page).toHaveURL(/\/search\?q=merrow$/);
  await expect(count(page)).toContainText(`${await total(request, "q=merrow")} articles`);
  await expect(hits(page).first().locator("mark").first()).toHaveText(/merrow/i);
  await expect(page).toHaveTitle(/^merrow · Search/);
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue("merrow");
  await expect(page.getByRole("status")).toHaveText(/^\d+ articles for merrow$/);

  await box(page).press("Home");
  await page.keyboard.type("x ");
  await expect(page).toHaveURL(/q=x\+merrow$/);
  await expect(page.getByRole("heading", { name: /Nothing found for/ })).toBeVisible();
  expect(await box(page).evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(2);
});

test("the last text wins, whatever order the answers come in, and old results stay meanwhile", async ({ page }) => {
  await goToSearch(page, "?q=merrow");
  await expect(hits(page).first()).toBeVisible();
  const first = await hits(page).first().textContent();
  const slow = await holdBack(page, (q) => q === "lanth");
  await box(page).fill("lanth");
  await expect.poll(() => slow.held.length).toBe(1);
  await expect(page.locator(".live")).toHaveAttribute("aria-busy", "true");
  expect(await hits(page).first().textContent()).toBe(first);
  await expect(box(page)).toHaveValue("lanth");

  await box(page).fill("lanthorn passes");
  await expect(page).toHaveURL(/q=lanthorn\+passes$/);
  await expect(hits(page).first().getByRole("heading")).toContainText("Lanthorn passes");
  await slow.release();
  await box(page).press("End");
  await expect(page).toHaveURL(/q=lanthorn\+passes$/);
  await expect(hits(page).first().getByRole("heading")).toContainText("Lanthorn passes");
  await expect(box(page)).toHaveValue("lanthorn passes");
});

test("Back and Forward go through finished searches, and reload shows the same", async ({ page }) => {
  await goToSearch(page);
  for (const text of ["merrow", "lanthorn"]) {
    // Letter by letter: what lies between is no step of its own.
    await box(page).fill("");
    await box(page).pressSequentially(text, { delay: 150 });
    await expect(page).toHaveURL(new RegExp(`q=${text}$`));
    await box(page).press("Enter");
  }
  await expect(hits(page).first()).toContainText("Lanthorn");
  await page.goBack();
  await expect(page).toHaveURL(/q=merrow$/);
  await expect(box(page)).toHaveValue("merrow");
  await expect(hits(page).first().locator("mark").first()).toHaveText(/merrow/i);
  await page.goBack();
  await expect(page).toHaveURL(/\/search$/);
  await expect(box(page)).toHaveValue("");
  await expect(page.getByRole("heading", { name: /^Search [\d,]+ articles$/ })).toBeVisible();
  await page.goForward();
  await expect(box(page)).toHaveValue("merrow");
  await page.reload();
  await expect(box(page)).toHaveValue("merrow");
  await expect(hits(page).first().locator("mark").first()).toHaveText(/merrow/i);
});

test("a search that was typed is counted once, with what it found, when it rests", async ({ page, request }) => {
  const said = async (q: string) => `q=${q}&total=${await total(request, `q=${q}`)}`;
  const [merrow, lanthorn] = [await said("merrow"), await said("lanthorn")];
  await goToSearch(page);
  const counted: string[] = [];
  page.on("request", (asked) => {
    if (asked.method() === "POST") counted.push(`${new URL(asked.url()).pathname} ${asked.postData()}`);
  });
  await box(page).pressSequentially("merrow");
  await expect.poll(() => counted).toEqual([`/search/seen ${merrow}`]);
  await box(page).press("Enter");
  await box(page).fill("lanthorn");
  await box(page).press("Enter");
  await expect.poll(() => counted).toEqual([`/search/seen ${merrow}`, `/search/seen ${lanthorn}`]);
});

test("several values of a facet are any of them, with counts that leave its own choice out", async ({
  page,
  request,
}) => {
  await goToSearch(page, "?topic=databases");
  await openFilter(page);
  const topics = facet(page, "Topic");
  const browsers = topics.getByRole("link", { name: /^Browsers/ });
  await topics.getByText(/^\d+ more$/).click();
  const alone = Number((await browsers.textContent())?.match(/\d+$/)?.[0]);
  expect(alone).toBe(await total(request, "topic=browsers"));
  await browsers.click();
  await expect(page).toHaveURL(/\?topic=databases,browsers$/);
  await expect(count(page)).toContainText(`${await total(request, "topic=databases,browsers")} articles`);
  await expect(topics.locator("[aria-current=true]")).toHaveCount(2);
  await expect(browsers).toBeFocused();
  await expect(browsers).toContainText(String(alone));

  await facet(page, "Provider").getByRole("link").first().click();
  await expect(page).toHaveURL(/provider=/);
  await facet(page, "Provider").getByRole("link", { name: "Clear" }).click();
  await browsers.click();
  await expect(page).toHaveURL(/\?topic=databases$/);
  await expect(count(page)).toContainText(`${await total(request, "topic=databases")} articles`);
});

test("each part of a search is a chip that can be removed", async ({ page }) => {
  await goToSearch(page, `?q=${encodeURIComponent('merrow "storage engine" -beta topic:databases')}&type=article`);
  const chips = page.getByRole("list", { name: "Read as" }).getByRole("listitem");
  await expect(chips.locator(".read-text")).toHaveText(["merrow", "“storage engine”", "beta", "Databases", "article"]);
  await page.getByRole("link", { name: "Remove phrase" }).click();
  await expect(page).toHaveURL(/q=merrow\+-beta\+topic%3Adatabases&type=article$/);
  await expect(box(page)).toHaveValue("merrow -beta topic:databases");
  await page.getByRole("link", { name: "Remove type" }).click();
  await expect(page).toHaveURL(/q=merrow\+-beta\+topic%3Adatabases$/);
  await page.getByRole("link", { name: "Remove topic" }).click();
  await expect(page).toHaveURL(/q=merrow\+-beta$/);
  await page.getByRole("link", { name: "Remove without" }).click();
  await expect(page).toHaveURL(/q=merrow$/);
  // Nothing but a word is left: the box says that by itself.
  await expect(chips).toHaveCount(0);
});

test("a year of the histogram is chosen by a click, and left by another", async ({ page, request }) => {
  await goToSearch(page, "?topic=databases,browsers");
  const years = page.getByRole("navigation", { name: /Years|Months/ });
  const last = years.getByRole("link").last();
  const year = (await last.textContent())?.slice(0, 4) ?? "";
  await last.click();
  await expect(page).toHaveURL(new RegExp(`from=${year}&to=${year}$`));
  await expect(count(page)).toContainText(
    `${await total(request, `topic=databases,browsers&from=${year}&to=${year}`)} article`,
  );
  await expect(page.getByRole("list", { name: "Read as" })).toContainText(year);
  await page.getByRole("link", { name: "Remove date" }).click();
  await expect(page).toHaveURL(/\?topic=databases,browsers$/);
});

test("days are chosen in fields", async ({ page, request }) => {
  await goToSearch(page, "?q=merrow&type=article&from=2019");
  await openFilter(page);
  await expect(page.getByLabel("From", { exact: true })).toHaveValue("2019-01-01");
  await page.getByLabel("To", { exact: true }).fill("2099-12-31");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\?q=merrow&type=article&from=2019&to=2099-12-31$/);
  await expect(count(page)).toContainText(`${await total(request, "q=merrow")} articles`);
  await page.getByLabel("From", { exact: true }).fill("");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\?q=merrow&type=article&to=2099-12-31$/);
  await page.getByRole("link", { name: "Remove until" }).click();
  await expect(page.getByLabel("To", { exact: true })).toHaveValue("");
});

test("sorts change the order in place", async ({ page, request }) => {
  await goToSearch(page, "?topic=databases");
  for (const [name, sort] of [
    ["Newest", "newest"],
    ["Top", "top"],
  ]) {
    await page.getByRole("link", { name, exact: true }).last().click();
    await expect(page).toHaveURL(new RegExp(`sort=${sort}`));
    const { hits: wanted } = await (await request.get(`/api/v1/search?topic=databases&sort=${sort}&limit=1`)).json();
    await expect(hits(page).first().getByRole("heading")).toHaveText(wanted[0].title);
  }
});

test("the other sources of a story unfold in place, those that match first", async ({ page, request }) => {
  const found = (await (await request.get("/api/v1/search?q=merrow&sort=top")).json()).hits;
  const matching = found.slice(1).map((hit: { slug: string }) => `/news/${hit.slug}`);
  expect(matching.length).toBeGreaterThan(0);
  await goToSearch(page, "?q=merrow&sort=top");
  const lead = hits(page).first();
  const others = lead.locator(".also li a");
  await expect(others.first()).toBeHidden();
  await lead.getByText(/^\+\d+ sources$/).click();
  await expect(others.first()).toBeVisible();
  await expect(lead.locator("summary")).toContainText(/\d+ of them match|all of them match/);
  expect(matching).toContain(await others.first().getAttribute("href"));
  expect(matching).not.toContain(await others.last().getAttribute("href"));
});

test("two boxes ticked before the first had its effect are both ticked", async ({ page }) => {
  await goToSearch(page, "?q=merrow");
  await openFilter(page);
  const slow = await holdBack(page, () => true);
  await facet(page, "Topic")
    .getByRole("link", { name: /^Databases/ })
    .click();
  await facet(page, "Type")
    .getByRole("link", { name: /^Article/ })
    .click();
  await expect.poll(() => slow.held.length).toBe(2);
  await slow.release();
  await expect(page).toHaveURL(/q=merrow&topic=databases&type=article$/);
});

test("axe finds nothing while suggestions are open", async ({ page }) => {
  await goToSearch(page);
  await box(page).pressSequentially("merrow");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/q=merrow$/);
  await expect(page.locator(".live")).not.toHaveAttribute("aria-busy");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
});

test("suggestions are chosen by keys: arrows move, Enter opens, Esc closes and then clears", async ({ page }) => {
  await goToSearch(page);
  await page.keyboard.press("/");
  await expect(box(page)).toBeFocused();
  const combobox = page.getByRole("combobox", { name: "Search" });
  await expect(combobox).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.type("merro");
  await expect(combobox).toHaveAttribute("aria-expanded", "true");
  const options = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  await expect(options.first()).toContainText(/merrow/i);
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expect(combobox).toHaveAttribute("aria-activedescendant", (await options.first().getAttribute("id")) ?? "");
  await page.keyboard.press("ArrowUp");
  await expect(combobox).not.toHaveAttribute("aria-activedescendant");
  // With a key held an arrow selects text, and chooses nothing.
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(combobox).not.toHaveAttribute("aria-activedescendant");
  const said = `${await options.count()} suggestion`;
  await expect(page.locator("main search [aria-live=polite]")).toContainText(said);
  await expect(options.first()).toHaveAttribute("aria-selected", "false");
  await page.keyboard.press("Escape");
  await expect(options).toHaveCount(0);
  await expect(box(page)).toHaveValue("merro");
  await page.keyboard.press("Escape");
  await expect(box(page)).toHaveValue("");
  await expect(page).toHaveURL(/\/search$/);

  await page.keyboard.type("lanthorn");
  await expect(options.first()).toContainText(/lanthorn/i);
  const title = await options.first().locator(".suggest-text").textContent();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/news\//);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title ?? "");
});

test("an operator's value is completed in the text, and searched", async ({ page }) => {
  await goToSearch(page);
  await box(page).pressSequentially("merrow topic:datab");
  const option = page.getByRole("option", { name: /topic:databases/ });
  await expect(option).toBeVisible();
  await option.click();
  await expect(box(page)).toHaveValue("merrow topic:databases ");
  await expect(box(page)).toBeFocused();
  await expect(page).toHaveURL(/q=merrow\+topic%3Adatabases/);
  await expect(page.getByRole("list", { name: "Read as" })).toContainText("Databases");
});

test("Tab leaves the suggestions, and Enter without a choice searches", async ({ page }) => {
  await goToSearch(page);
  await box(page).pressSequentially("merrow");
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("option")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Search" })).toBeFocused();
  await box(page).focus();
  await box(page).press("Enter");
  await expect(page).toHaveURL(/q=merrow$/);
});

test("the box of every page suggests, too", async ({ page }) => {
  test.skip((page.viewportSize()?.width ?? 0) < 1000, "narrow pages have a link to the search page instead");
  await page.goto("/latest");
  await expect(page.locator(".today")).not.toBeEmpty();
  await page.keyboard.press("/");
  await page.keyboard.type("lanthorn");
  await expect(page.getByRole("option").first()).toContainText(/lanthorn/i);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=lanthorn$/);
  await expect(hits(page).first()).toContainText("Lanthorn");
});

test("where nothing is found there are ways on", async ({ page, request }) => {
  await goToSearch(page, "?q=merrow+zzzzzz");
  await expect(page.getByRole("heading", { name: "Nothing found for “merrow zzzzzz”" })).toBeVisible();
  const feed = page.getByRole("region", { name: "Tell me when it appears" }).getByRole("link", { name: "RSS" });
  await expect(feed).toHaveAttribute("href", "/search/rss.xml?q=merrow+zzzzzz");
  const drop = page
    .getByRole("region", { name: "Leave something out" })
    .getByRole("listitem")
    .filter({ hasText: "zzzzzz" });
  const found = await total(request, "q=merrow");
  await expect(drop).toContainText(`${found} articles`);
  await drop.getByRole("link").click();
  await expect(page).toHaveURL(/q=merrow$/);
  await expect(box(page)).toHaveValue("merrow");
  await expect(count(page)).toContainText(`${found} articles`);
  await expect(page.locator("head link[type='application/atom+xml']")).toHaveAttribute(
    "href",
    /\/search\/atom\.xml\?q=merrow$/,
  );
});

test("clicks with a key held, and in other tabs, are the browser's", async ({ page, context }) => {
  await goToSearch(page, "?topic=databases");
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Newest", exact: true }).click({ modifiers: ["ControlOrMeta"] });
  await (await opened).waitForURL(/sort=newest/);
  await expect(page).toHaveURL(/\?topic=databases$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("everything is there by links and one form", async ({ page, request }) => {
    await page.goto("/search");
    await expect(page.getByRole("heading", { name: /^Search [\d,]+ articles$/ })).toBeVisible();
    await page.getByRole("link", { name: "type:video" }).click();
    await expect(box(page)).toHaveValue("type:video");
    await expect(count(page)).toContainText(`${await total(request, "type=video")} article`);

    await page.goto("/search?topic=databases");
    await box(page).fill("merrow");
    await box(page).press("Enter");
    // A new text keeps the choices.
    await expect(page).toHaveURL(/q=merrow&topic=databases/);
    await openFilter(page);
    await facet(page, "Type")
      .getByRole("link", { name: /^Article/ })
      .click();
    await expect(page).toHaveURL(/q=merrow&topic=databases&type=article$/);
    await page.getByRole("link", { name: "Top", exact: true }).last().click();
    await expect(page).toHaveURL(/sort=top/);
    await hits(page).first().locator("summary").click();
    await expect(hits(page).first().locator(".also li").first()).toBeVisible();
    await page.getByRole("link", { name: "Remove topic" }).click();
    await expect(page).toHaveURL(/q=merrow&type=article&sort=top$/);
    await page.getByText("How to search").click();
    await expect(page.getByRole("link", { name: "type:video" })).toBeVisible();
  });

  test("pages lead on to the end and back", async ({ page }) => {
    await page.goto("/search?type=article,video&sort=newest");
    const seen = new Set<string>();
    for (;;) {
      for (const link of await hits(page).locator("h2 a").all()) seen.add((await link.getAttribute("href")) ?? "");
      const next = page.locator("a[rel=next]");
      if ((await next.count()) === 0) break;
      const before = page.url();
      await next.click();
      await expect(page).not.toHaveURL(before);
    }
    expect(seen.size).toBeGreaterThan(20);
    await page.locator("a[rel=prev]").click();
    await expect(hits(page).first()).toBeVisible();
  });
});
