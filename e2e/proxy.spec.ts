/** The proxy that comes with Gazette: quick, never a second behind, and there when Gazette is not. */
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { anotherServer, type Server, stopServers } from "./another-server";
import { importArticle } from "./command";
import { freePort } from "./free-port";
import { hasNginx, nginxBefore } from "./nginx";
import { rawGet } from "./raw-get";
import { signIn } from "./sign-in";

test.describe.configure({ mode: "serial" });
test.skip(!hasNginx(), "There is no nginx on PATH: the proxy's configuration is not tested.");

/** How far behind the proxy may be. */
const BEHIND_MS = 1_000;

let server: Server;
let proxy: Awaited<ReturnType<typeof nginxBefore>>;

test.beforeAll(async () => {
  const port = await freePort();
  // Signing in needs the address that the browser has.
  const url = `http://127.0.0.1:${port}`;
  const secret = "only as long as the test";
  server = await anotherServer({ TRUST_PROXY: "on", SITE_URL: url, NEXTAUTH_URL: url, NEXTAUTH_SECRET: secret });
  proxy = await nginxBefore(server.url, port);
});
test.afterAll(async () => {
  await proxy?.stop();
  await stopServers();
});

const ask = (path: string, headers: Record<string, string> = {}) => rawGet(proxy.url + path, headers);
const cached = async (path: string, headers: Record<string, string> = {}) =>
  (await ask(path, headers)).headers["x-cache"];
/** Kept from now on for less than a second. */
async function keep(path: string, headers: Record<string, string> = {}) {
  await expect.poll(() => cached(path, headers), { intervals: [1] }).toBe("HIT");
}

test("a publish and an unpublish show within a second, however much is read", async () => {
  test.slow();
  const title = "A stoat audits the ledger twice";
  let slug = await importArticle({ title, quality: 120 });
  const lists = ["/", "/latest", "/rss.xml", "/api/news/index.json", "/api/v1/articles"];
  const shows = async (path: string) => (await ask(path)).text.includes(slug);
  let reading = true;
  const states: Record<string, number> = {};
  const readers = [...lists, `/news/${slug}`].map(async (path) => {
    while (reading) {
      const state = String(await cached(path));
      states[state] = (states[state] ?? 0) + 1;
    }
  });
  try {
    for (const published of [false, true, false, true]) {
      slug = await importArticle({ title, quality: 120, published });
      // Without the proxy at once; so what it asks for now is rendered, and takes no time.
      const direct = await Promise.all(lists.map((path) => rawGet(server.url + path)));
      expect(direct.map(({ text }) => text.includes(slug))).toEqual(lists.map(() => published));
      await delay(BEHIND_MS);
      expect(await Promise.all(lists.map(shows))).toEqual(lists.map(() => published));
      expect((await ask(`/news/${slug}`)).status).toBe(published ? 200 : 410);
    }
  } finally {
    reading = false;
    await Promise.all(readers);
  }
  const count = (...of: string[]) => of.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  // Once a second and page somebody waits for Gazette; all others have what is kept.
  expect(count("HIT", "UPDATING", "STALE"), JSON.stringify(states)).toBeGreaterThan(
    10 * count("MISS", "EXPIRED", "REVALIDATED", "undefined"),
  );
  await importArticle({ title, quality: 120, published: false });
});

test("what was kept long ago is not shown first, also where many ask at once", async () => {
  const title = "A stoat returns after an hour";
  const slug = await importArticle({ title, quality: 120 });
  await keep("/latest");
  await importArticle({ title, quality: 120, published: false });
  // Longer than it is kept and may be shown while it is renewed.
  await delay(3 * BEHIND_MS);
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask("/latest")));
  expect(answers.map(({ text }) => text.includes(slug))).toEqual(answers.map(() => false));
});

test("each reader gets what they can read: encodings, HEAD, what they have, parts of files", async () => {
  const kept = async (path: string, headers: Record<string, string>) => {
    await keep(path, headers);
    return ask(path, headers);
  };
  const plain = await kept("/topics", {});
  expect(plain.headers["content-encoding"]).toBeUndefined();
  const zipped = await kept("/topics", { "accept-encoding": "gzip, deflate, br" });
  expect(zipped.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
  expect((await kept("/rss.xml", { "accept-encoding": "br;q=1, gzip;q=0.5" })).headers["content-encoding"]).toBe("br");
  expect((await kept("/rss.xml", { "accept-encoding": "br;q=0, gzip" })).headers["content-encoding"]).toBe("gzip");
  expect((await kept("/rss.xml", {})).headers["content-type"]).toContain("rss");
  const opened = { "sec-fetch-dest": "document", accept: "text/html,*/*;q=0.8" };
  expect((await kept("/rss.xml", opened)).headers["content-type"]).toContain("text/html");

  for (const path of ["/topics", "/rss.xml", "/api/v1/articles"]) {
    const { headers } = await kept(path, {});
    const again = await ask(path, { "if-none-match": String(headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  }
  const head = await fetch(`${proxy.url}/topics`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);

  const file = plain.text.match(/\/_next\/static\/[^"]+\.css/)?.[0] ?? "";
  const whole = await kept(file, {});
  const part = await ask(file, { range: "bytes=10-19" });
  expect(part.status).toBe(206);
  expect(part.body.equals(whole.body.subarray(10, 20))).toBe(true);
  expect(whole.headers["cache-control"]).toContain("immutable");
});

test("parameters count, and an address that was asked for once is not kept", async () => {
  await keep("/rss.xml");
  expect(await cached("/rss.xml?quality=77")).toBe("MISS");
  expect((await ask("/rss.xml?quality=77")).text).not.toBe((await ask("/rss.xml")).text);
});

test("nothing private is kept, and nobody is taken for somebody else", async ({ browser, request }) => {
  const page = await browser.newPage({ baseURL: proxy.url });
  await signIn(page);
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const path of ["/admin", "/admin/articles", "/sign-in", "/api/auth/session", "/api/auth/csrf", "/api/health"])
    for (let times = 0; times < 3; times++) {
      const { headers } = await ask(path, { cookie });
      expect.soft(headers["x-cache"], path).toBeUndefined();
    }
  expect((await ask("/admin/articles")).status).toBe(307);
  expect((await ask("/api/auth/session")).text).toBe("{}");
  await keep("/topics");
  expect(await cached("/topics", { cookie })).toBe("BYPASS");
  expect(await cached("/topics", { authorization: "Bearer x" })).toBe("BYPASS");
  for (let times = 0; times < 3; times++) expect(await cached("/search?q=a")).toBe("MISS");
  // Nothing that is kept sets a cookie or tells one reader of another's requests.
  const { headers } = await ask("/api/v1/articles");
  expect(Object.keys(headers)).not.toContain("set-cookie");
  expect(Object.keys(headers)).not.toContain("ratelimit");
  const written = await request.post(`${proxy.url}/api/newsroom/undo`, { data: {} });
  expect(written.status()).toBe(401);
  await page.close();
});

test("what is said of who asks does not get past it", async () => {
  const spoofed = {
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
  };
  await ask("/topics", spoofed);
  expect((await ask("/topics", spoofed)).text).not.toContain("evil.example");
});

test("while Gazette does not answer, what was read before still shows", async () => {
  const paths = ["/", "/topics", "/rss.xml", "/api/news/index.json"];
  const before = new Map<string, string>();
  for (const path of paths) {
    await keep(path);
    before.set(path, (await ask(path)).text);
  }
  await server.stop();
  await delay(3 * BEHIND_MS);
  for (const path of paths) {
    const { status, text, headers } = await ask(path);
    expect([path, status, headers["x-cache"]]).toEqual([path, 200, "STALE"]);
    expect(text).toBe(before.get(path));
  }
  expect((await ask("/admin")).status).toBe(502);
});
