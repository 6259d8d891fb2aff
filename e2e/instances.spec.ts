/** Several processes on one database: whoever changes something, all show it. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { importArticle } from "./command";
import { databaseUrl } from "./database-url";
import { freePort } from "./free-port";

const root = fileURLToPath(new URL("..", import.meta.url));

test.describe.configure({ mode: "serial" });

const running = new Set<ChildProcess>();
// Also when a test failed halfway: nothing outlives the run.
test.afterEach(() => Promise.all([...running].map(ended)));

/** A web server of its own on the database of the portal under test. */
async function anotherServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: await databaseUrl(),
    PORT: String(port),
    NODE_ENV: "production" as const,
  };
  const next = "node_modules/next/dist/bin/next";
  const child = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
    cwd: root,
    env,
    stdio: "ignore",
  });
  running.add(child);
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        fetch(`${url}/api/health`).then(
          (response) => response.status,
          () => 0,
        ),
      { timeout: 20_000 },
    )
    .toBe(200);
  return { url, stop: () => ended(child) };
}

function ended(child: ChildProcess): Promise<void> {
  running.delete(child);
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

test("a change by a command shows at the next request on every server, also on one that was down", async ({
  baseURL,
}) => {
  test.slow();
  const title = "The axolotl that kept two ledgers";
  const first = baseURL ?? "";
  const second = await anotherServer();
  const shows = async (server: string, text: string) => {
    const pages = await Promise.all(
      ["/", "/latest", `/news/${slug}`, "/rss.xml"].map((path) =>
        fetch(server + path).then((response) => response.text()),
      ),
    );
    return pages.map((page) => page.includes(text));
  };
  const everywhere = [true, true, true, true];

  let slug = await importArticle({ title, quality: 120 });
  expect(await shows(first, title)).toEqual(everywhere);
  expect(await shows(second.url, title)).toEqual(everywhere);

  slug = await importArticle({ title, quality: 120, shown: "The axolotl that kept three ledgers" });
  expect(await shows(first, "three ledgers")).toEqual(everywhere);
  expect(await shows(second.url, "three ledgers")).toEqual(everywhere);

  await second.stop();
  slug = await importArticle({ title, quality: 120, shown: "The axolotl that kept four ledgers" });
  const again = await anotherServer();
  expect(await shows(again.url, "four ledgers")).toEqual(everywhere);
  expect(await shows(first, "four ledgers")).toEqual(everywhere);

  await importArticle({ title, quality: 120, published: false });
  for (const server of [first, again.url]) {
    expect((await fetch(`${server}/news/${slug}`)).status).toBe(410);
    expect((await shows(server, slug)).slice(0, 2)).toEqual([false, false]);
  }
  await again.stop();
});
