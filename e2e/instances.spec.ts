/** Several processes on one database: whoever changes something, all show it. */
import { expect, test } from "@playwright/test";
import { anotherServer, stopServers } from "./another-server";
import { importArticle } from "./command";
import { readersOf } from "./readers";

test.describe.configure({ mode: "serial" });

test.afterEach(stopServers);

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

test("one of two ends under load, and no reader gets an error", async () => {
  test.slow();
  const [first, second] = [await anotherServer(), await anotherServer()];
  const readers = readersOf(
    [first.url, second.url],
    ["/", "/latest", "/rss.xml", "/api/v1/articles", "/search?q=data"],
  );
  await readers.answered(200);
  await second.stop();
  expect(await fetch(second.url).catch(() => "gone")).toBe("gone");
  await readers.answered(200);
  expect(await readers.end()).toEqual([]);
  expect(readers.of(second.url).answered).toBeGreaterThan(50);
  await first.stop();
});

test("one of two is killed under load: no request fails but those that were with it", async () => {
  test.slow();
  const [first, second] = [await anotherServer(), await anotherServer()];
  const readers = readersOf([first.url, second.url], ["/", "/latest", "/rss.xml"]);
  await readers.answered(200);
  const { answered } = { ...readers.of(second.url) };
  await second.kill();
  const { asked } = { ...readers.of(second.url) };
  await readers.answered(200);
  expect((await readers.end()).length).toBeLessThanOrEqual(asked - answered);
  await first.stop();
});
