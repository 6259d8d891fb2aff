import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { holdRequests, settleAddress } from "./incoming";
import PageCache, { expireTags } from "./page-cache.mjs";

test.each(["/", "/news/a%20b?q=%", "/topic/%E6%97%A5", "/search?q=%ff"])("%s stays", (url) => {
  const request = { url };
  settleAddress(request);
  expect(request.url).toBe(url);
});

test.each(["/news/%ff", "/news/%E0%A4%A", "/%", "/provider/%zz?x=1"])("%s is nobody's address", (url) => {
  const request = { url };
  settleAddress(request);
  expect(request.url).toBe("/unreadable-address");
});

test("a request waits until no page from before a change can answer it; files of the build do not", async () => {
  const order: string[] = [];
  const server = createServer((request, response) => {
    order.push(request.url ?? "");
    response.end("x");
  });
  holdRequests(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cache = new PageCache();
  await cache.get("/latest", { kind: "APP_PAGE" });
  expireTags(["article:1"]);
  const held = fetch(`${address}/latest`, { method: "POST", body: "text" });
  await fetch(`${address}/_next/static/a.js`);
  order.push("rendered");
  await cache.set("/latest", { kind: "APP_PAGE", headers: {} });
  expect(await (await held).text()).toBe("x");
  expect(order).toEqual(["/_next/static/a.js", "rendered", "/latest"]);
  server.close();
});
