/** The door: who has to wait, what programs send to come in, and the cookies they get. */
import { expect, test } from "@playwright/test";
import { anotherServer, stopServers } from "./another-server";
import { disableMade, enter, made, named, PASSWORD, turnOn } from "./people";

test.afterAll(disableMade);

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
