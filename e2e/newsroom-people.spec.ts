/** People of the newsroom: how they come in, what they have, and how they go. */
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { eq, inArray } from "drizzle-orm";
import { auditEvent, user } from "../db/schema";
import { codeAt } from "../lib/people/totp";
import { createUser } from "../lib/people/users";
import { anotherServer, stopServers } from "./another-server";
import { press } from "./press";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const PASSWORD = "battery staple one";
const BY = { id: null, name: "test" };
/** Of this run: the database may be that of other specs. */
const named = (name: string) => `${name}-${test.info().testId.slice(0, 8)}@people.example`;

/** Somebody who is there for the length of a test: with another admin about, others may not be the last one. */
const made = (email: string, role: "editor" | "admin" = "editor") =>
  withDatabase((db) => createUser(db, { email, password: PASSWORD, role }, BY));

async function enter(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto("/sign-in?next=/admin/account");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** A browser of somebody else. */
const another = async (browser: Browser, options: object = {}) => (await browser.newContext(options)).newPage();

const person = (page: Page, email: string) =>
  page.getByRole("list", { name: "Everyone" }).getByRole("listitem").filter({ hasText: email });
const account = (page: Page) => page.getByRole("heading", { name: "Account", level: 1 });

async function people(page: Page): Promise<void> {
  await signIn(page);
  await page.getByRole("navigation", { name: "Newsroom" }).getByRole("link", { name: "People" }).click();
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
}

/** Turns two-factor on; gives the app's secret and the recovery codes. */
async function turnOn(page: Page, password = PASSWORD): Promise<{ secret: string; codes: string[] }> {
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Turn on two-factor" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  const secret = ((await page.locator(".secret").textContent()) ?? "").replace(/Secret:|\s/g, "");
  const field = page.getByLabel("The code that it shows");
  await field.fill("000000");
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByText("This code does not fit")).toBeVisible();
  await field.fill(codeAt(secret, new Date()));
  await field.press("Enter");
  const list = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(list).toHaveCount(10);
  return { secret, codes: await list.allTextContents() };
}

test("somebody is invited, signs in with two factors, and is shut out with their tab open", async ({
  page,
  browser,
}) => {
  test.slow();
  const email = named("invited");
  const desk = await another(browser);
  await people(page);

  await test.step("the link works once", async () => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Make the link" }).click();
    const link = await page.getByLabel("The invitation's link").inputValue();
    expect(link).toMatch(/\/sign-in\/invite\/[\w-]{32}$/);
    const waiting = page.getByRole("list", { name: "Invitations" }).getByRole("listitem").filter({ hasText: email });
    await expect(waiting).toContainText("Editor");
    await page.reload();
    await expect(page.getByLabel("The invitation's link")).toHaveCount(0);
    expect(await page.content()).not.toContain(link.split("/").at(-1));

    await desk.goto(link);
    await expect(desk.getByLabel("E-mail")).toHaveValue(email);
    await desk.getByLabel("Password").fill(PASSWORD);
    await desk.getByRole("button", { name: "Join" }).click();
    await expect(desk).toHaveURL(/\/admin/);
    const late = await another(browser);
    await late.goto(link);
    await expect(late).toHaveURL(/\/sign-in\?error=link-used/);
    await expect(late.getByText(/was used already/)).toBeVisible();
  });

  const { secret, codes } = await test.step("two-factor is on after a first right code", async () => {
    await desk.goto("/admin/account");
    const on = await turnOn(desk);
    await desk.reload();
    await expect(desk.getByText("10 recovery codes are left")).toBeVisible();
    const source = await desk.content();
    for (const shown of [on.secret, ...on.codes]) expect(source).not.toContain(shown);
    return on;
  });

  await test.step("the password alone is not enough", async () => {
    const door = await another(browser);
    await enter(door, email);
    await expect(door).toHaveURL(/\/sign-in\/code/);
    await door.goto("/admin/account");
    await expect(door).toHaveURL(/\/sign-in\?next/);
    await enter(door, email);
    await expect(door.getByLabel("Code")).toBeFocused();
    await door.keyboard.type("123456");
    await door.keyboard.press("Enter");
    await expect(door.getByRole("alert").filter({ hasText: "wrong" })).toBeVisible();
    // The next step's: the one of now turned it on.
    await door.getByLabel("Code").fill(codeAt(secret, new Date(Date.now() + 30_000)));
    await door.keyboard.press("Enter");
    await expect(account(door)).toBeVisible();
  });

  await test.step("a recovery code does, once, also without JavaScript", async () => {
    const plain = await another(browser, { javaScriptEnabled: false });
    await enter(plain, email);
    await plain.getByRole("link", { name: "Use a recovery code" }).click();
    await plain.getByLabel("Recovery code").fill(codes[0]?.toUpperCase() ?? "");
    await plain.getByRole("button", { name: "Sign in" }).click();
    await expect(account(plain)).toBeVisible();
    await plain.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(plain).toHaveURL(/\/sign-in/);
    await enter(plain, email);
    await plain.getByRole("link", { name: "Use a recovery code" }).click();
    await plain.getByLabel("Recovery code").fill(codes[0] ?? "");
    await plain.getByRole("button", { name: "Sign in" }).click();
    await expect(plain.getByText(/was used already/)).toBeVisible();
  });

  await test.step("disabled, their open tab can do nothing from the next request on", async () => {
    await page.reload();
    await expect(person(page, email)).toContainText("two-factor");
    await person(page, email).locator("summary").click();
    await person(page, email).getByRole("button", { name: "Disable" }).click();
    await expect(person(page, email)).toContainText("Disabled, and signed out everywhere.");
    await expect(person(page, email)).toContainText("disabled");
    // The form is still on their screen, and what it would do is refused.
    await desk.getByText("Turn off two-factor").click();
    await desk.getByLabel("Your password").last().fill(PASSWORD);
    await desk.getByRole("button", { name: "Turn it off" }).click();
    await expect(desk).toHaveURL(/\/sign-in/);
    const refused = await desk.request.post("/api/newsroom/undo", { data: { last: true } });
    expect(refused.status()).toBe(401);
    const row = await withDatabase((db) => db.select().from(user).where(eq(user.email, email)));
    expect(row[0]?.totpSince).not.toBeNull();
    await enter(desk, email);
    await expect(desk.getByText("The e-mail or the password is wrong.")).toBeVisible();
  });

  await test.step("enabled again, with two-factor removed, the password is enough", async () => {
    await person(page, email).getByRole("button", { name: "Enable" }).click();
    await expect(person(page, email)).toContainText("they can sign in again");
    await person(page, email).getByRole("button", { name: "Remove two-factor" }).click();
    await expect(person(page, email)).toContainText("password only");
    await enter(desk, email);
    await expect(account(desk)).toBeVisible();
  });

  const events = await withDatabase((db) => db.select().from(auditEvent));
  const told = JSON.stringify(events);
  expect(events.filter(({ subject }) => subject === "user").map(({ action }) => action)).toEqual(
    expect.arrayContaining(["invite", "turn-on-two-factor", "disable-user", "enable-user", "remove-two-factor"]),
  );
  for (const hidden of [PASSWORD, secret, ...codes]) expect(told).not.toContain(hidden);
});

test("a forgotten password is set anew by a link, and ends every session", async ({ page, browser }) => {
  const email = named("forgetful");
  await made(email);
  const desk = await another(browser);
  await enter(desk, email);
  await expect(account(desk)).toBeVisible();
  await people(page);
  await person(page, email).locator("summary").click();
  await person(page, email).getByRole("button", { name: "Link for a new password" }).click();
  const link = await page.getByLabel(`The link for ${email}`).inputValue();
  const other = await another(browser, { javaScriptEnabled: false });
  await other.goto(link);
  await other.getByLabel("Password").fill("quite another staple");
  await other.getByRole("button", { name: "Set it" }).click();
  await expect(other.getByText("Your new password is set.")).toBeVisible();
  await desk.reload();
  await expect(desk).toHaveURL(/\/sign-in/);
  await enter(other, email);
  await expect(other.getByText("The e-mail or the password is wrong.")).toBeVisible();
  await enter(other, email, "quite another staple");
  await expect(account(other)).toBeVisible();
});

test("one's own sessions are listed and ended, and a new password ends the others", async ({ page, browser }) => {
  const email = named("own");
  await made(email);
  const [there, elsewhere] = [await another(browser), await another(browser, { userAgent: "curl/8.5.0" })];
  for (const tab of [page, there, elsewhere]) {
    await enter(tab, email);
    await expect(account(tab)).toBeVisible();
  }
  await page.reload();
  const sessions = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(3);
  await expect(sessions.filter({ hasText: "this one" })).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out curl" }).click();
  await expect(sessions).toHaveCount(2);
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await page.getByLabel("Present password").fill("wrong");
  await page.getByLabel("New password").fill("a longer staple");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByText("That is not your password.")).toBeVisible();
  await page.getByLabel("Present password").fill(PASSWORD);
  await page.getByLabel("New password").fill("a longer staple");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByText("signed out everywhere but here")).toBeVisible();
  await expect(sessions).toHaveCount(1);
  await page.reload();
  await expect(account(page)).toBeVisible();
  await there.reload();
  await expect(there).toHaveURL(/\/sign-in/);
});

test("people are found, opened and invited by keyboard alone; nobody can shut themselves out", async ({ page }) => {
  const email = named("keys");
  await made(email);
  await people(page);
  await press(page, "j");
  const focused = page.locator("summary:focus");
  const all = await page.getByRole("list", { name: "Everyone" }).locator("summary").count();
  for (let n = 0; n < all && !(await focused.textContent())?.includes(email); n++) await press(page, "j");
  await expect(focused).toContainText(email);
  await press(page, "Enter");
  await press(page, "Tab");
  await expect(person(page, email).getByRole("button", { name: "Make an admin" })).toBeFocused();
  await press(page, "Enter");
  await expect(person(page, email)).toContainText("Admin from the next request on.");
  await press(page, "i");
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.keyboard.type(email);
  await press(page, "Enter");
  await expect(page.getByText("Somebody has this e-mail already.")).toBeVisible();
  const self = page.getByRole("list", { name: "Everyone" }).getByRole("listitem").filter({ hasText: "you" });
  await self.locator("summary").click();
  await expect(self.getByRole("button")).toHaveCount(0);
  await expect(self.getByRole("link", { name: "Account" })).toBeVisible();
});

test("after some failures signing in waits, known or not, and says how long; the API, too", async ({
  page,
  request,
}) => {
  for (const email of [named("unknown"), (await made(named("known"))).email]) {
    const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
    const form = { email, password: "wrong", csrfToken, json: "true" };
    const attempt = () => request.post("/api/auth/callback/credentials", { form });
    // The first that has to wait comes after three that did not.
    const failed = [await attempt(), await attempt(), await attempt()];
    expect(failed.map((answer) => answer.status())).toEqual([401, 401, 401]);
    const waiting = await attempt();
    expect(waiting.status()).toBe(429);
    expect(waiting.headers()["retry-after"]).toBe("1");
    // On a busy machine a second may be over before the form is sent; the next wait is longer.
    await expect(async () => {
      await enter(page, email);
      await expect(page.getByRole("alert").filter({ hasText: /Try again in \d+ second/ })).toBeVisible({
        timeout: 1000,
      });
    }).toPass();
  }
});

test("the API takes the code with e-mail and password, and refuses without", async ({ page, playwright, baseURL }) => {
  const email = named("api");
  await made(email);
  await enter(page, email);
  const { codes } = await turnOn(page);
  const given = async (code?: string) => {
    const api = await playwright.request.newContext(baseURL ? { baseURL } : {});
    const { csrfToken } = await (await api.get("/api/auth/csrf")).json();
    const form = { email, password: PASSWORD, csrfToken, json: "true", ...(code === undefined ? {} : { code }) };
    const answer = await api.post("/api/auth/callback/credentials", { form });
    return {
      status: answer.status(),
      url: (await answer.json()).url,
      who: await (await api.get("/api/auth/session")).json(),
    };
  };
  expect(await given()).toMatchObject({ status: 401, url: expect.stringContaining("code-needed"), who: {} });
  expect(await given("000000")).toMatchObject({ status: 401, url: expect.stringContaining("wrong-code"), who: {} });
  expect(await given(codes[0])).toMatchObject({ status: 200, who: { user: { email, role: "editor" } } });
  expect(await given(codes[0])).toMatchObject({ status: 401, who: {} });
});

test.describe("another server", () => {
  test.afterEach(stopServers);

  test("cookies are Secure under https, HttpOnly and SameSite always; nothing secret is logged", async ({
    playwright,
  }) => {
    const email = named("https");
    await made(email);
    const settings = { TRUST_PROXY: "on", NEXTAUTH_SECRET: "a secret of this server alone" };
    const server = await anotherServer(settings);
    const cookiesOf = async (proto: string, password = PASSWORD) => {
      const api = await playwright.request.newContext({
        baseURL: server.url,
        extraHTTPHeaders: { "x-forwarded-proto": proto, "x-forwarded-for": "203.0.113.77" },
      });
      const csrf = await api.get("/api/auth/csrf");
      const { csrfToken } = await csrf.json();
      const cookie = csrf.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
      // A client over plain http does not send a Secure cookie back by itself.
      const headers = { cookie: cookie.map(({ value }) => value.split(";")[0]).join("; ") };
      const form = { email, password, csrfToken, json: "true" };
      const answer = await api.post("/api/auth/callback/credentials", { form, headers });
      return answer
        .headersArray()
        .filter(({ name, value }) => name.toLowerCase() === "set-cookie" && value.includes("session-token="))
        .map(({ value }) => value);
    };
    const [secure = ""] = await cookiesOf("https");
    expect(secure).toMatch(/^__Host-next-auth\.session-token=/);
    expect(secure).toMatch(/; ?Secure/i);
    const [plain = ""] = await cookiesOf("http");
    expect(plain).toMatch(/^next-auth\.session-token=/);
    expect(plain).not.toMatch(/; ?Secure/i);
    for (const cookie of [secure, plain]) expect(cookie).toMatch(/; ?HttpOnly/i);
    for (const cookie of [secure, plain]) expect(cookie).toMatch(/; ?SameSite=Lax/i);
    expect(await cookiesOf("https", "a wrong staple")).toEqual([]);
    const token = "no-such-token-at-all-but-secret";
    await fetch(`${server.url}/sign-in/invite/${token}`, { redirect: "manual" });
    await fetch(`${server.url}/sign-in/reset/${token}`, { redirect: "manual" });
    for (const secret of [PASSWORD, "a wrong staple", token, settings.NEXTAUTH_SECRET]) {
      expect(server.log()).not.toContain(secret);
    }
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page, browser, baseURL }) => {
    test.slow();
    const email = named(colorScheme);
    await made(email, "admin");
    await page.emulateMedia({ colorScheme });
    const look = async (tab: Page, what: string) => {
      const { violations } = await new AxeBuilder({ page: tab }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        what,
      ).toEqual([]);
      for (const width of [320, 390, 1280]) {
        await tab.setViewportSize({ width, height: 800 });
        const excess = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(excess, `${what}, ${width} px`).toBe(0);
      }
    };
    await enter(page, email);
    await look(page, "account");
    await page.goto("/admin/users");
    await page.getByLabel("E-mail").fill(named(`${colorScheme}-late`));
    await page.getByRole("button", { name: "Make the link" }).click();
    const link = await page.getByLabel("The invitation's link").inputValue();
    for (const line of await page.locator("summary").all()) await line.click();
    await look(page, "people");
    await page.goto("/admin/account");
    await page.getByLabel("Your password").fill(PASSWORD);
    await page.getByRole("button", { name: "Turn on two-factor" }).click();
    await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
    await look(page, "two-factor begun");
    await page.getByRole("button", { name: "Leave it off" }).click();
    await turnOn(page);
    await look(page, "two-factor on");
    const door = await another(browser, { colorScheme, ...(baseURL ? { baseURL } : {}) });
    await enter(door, email);
    await expect(door.getByLabel("Code")).toBeVisible();
    await look(door, "code");
    await door.goto(link);
    await look(door, "invitation");
  });
}

/** Others of this spec's: no admin of its own stays behind. */
test.afterAll(() =>
  withDatabase(async (db) => {
    const left = (await db.select().from(user)).filter(({ email }) => email.endsWith("@people.example"));
    if (left.length === 0) return;
    const ids = left.map(({ id }) => id);
    await db.update(user).set({ disabledAt: new Date(), role: "editor" }).where(inArray(user.id, ids));
  }),
);
