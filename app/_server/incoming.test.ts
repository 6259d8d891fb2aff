import { createServer, IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { expect, test } from "vitest";
import { holdRequests, settleAddress, settleKind, tellLocationOnce } from "./incoming";
import PageCache, { expireTags } from "./page-cache.mjs";

test.each(["/", "/news/index", "/topic/index", "/indexes", "/news/a%20b?q=%", "/topic/%E6%97%A5", "/search?q=%ff"])(
  "%s stays",
  (url) => {
    const request = { url };
    settleAddress(request);
    expect(request.url).toBe(url);
  },
);

test.each([
  "/index",
  "/latest/index?x=1",
  "/archive/%69ndex",
  "/_global-error",
  "/news/%ff",
  "/news/%E0%A4%A",
  "/%",
  "/provider/%zz?x=1",
])("%s is nobody's address", (url) => {
  const request = { url };
  settleAddress(request);
  expect(request.url).toBe("/unreadable-address");
});

async function listening(answer: (url: string) => void) {
  const server = createServer((request, response) => {
    answer(request.url ?? "");
    response.end("x");
  });
  holdRequests(server, { policies: true, httpsFor: null });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("a request waits until no page from before a change can answer it; others do not", async () => {
  const order: string[] = [];
  const { server, address } = await listening((url) => order.push(url));
  const cache = new PageCache();
  await cache.get("/key/$/latest", { kind: "APP_PAGE" });
  expireTags(["article:1"]);
  const held = fetch(`${address}/latest?x=1`);
  await fetch(`${address}/topics`);
  order.push("rendered");
  await cache.set("/key/$/latest", { kind: "APP_PAGE", headers: {} });
  expect(await (await held).text()).toBe("x");
  expect(order).toEqual(["/topics", "rendered", "/latest?x=1"]);
  server.close();
});

test("pages can only be read", async () => {
  const { server, address } = await listening(() => {});
  const statusOf = async (path: string, method: string) => (await fetch(address + path, { method })).status;
  expect(await statusOf("/news/nope", "POST")).toBe(405);
  expect(await statusOf("/administer", "PUT")).toBe(405);
  expect(await statusOf("/search?q=a", "POST")).toBe(405);
  expect(await statusOf("/", "HEAD")).toBe(200);
  for (const path of ["/admin/articles/1", "/sign-in", "/api/v1/search?q=a", "/search/seen"])
    expect(await statusOf(path, "POST")).toBe(200);
  server.close();
});

test("an answer says once where to go, and other headers as often as they are given", () => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  tellLocationOnce(response);
  for (const value of ["/a", "/a"]) response.appendHeader("Location", value).appendHeader("x-other", value);
  expect([response.getHeader("location"), response.getHeader("x-other")]).toEqual(["/a", ["/a", "/a"]]);
});

test("a body that is too long, or does not say how long it is, is not read, but where it is counted", async () => {
  const { server, address } = await listening(() => {});
  const statusOf = async (path: string, body: BodyInit) =>
    (await fetch(address + path, { method: "POST", body, duplex: "half" } as RequestInit)).status;
  const stream = () => new Blob(["x"]).stream();
  for (const path of ["/api/auth/callback/credentials", "/api/newsroom/articles/save", "/sign-in", "/admin/articles"]) {
    expect(await statusOf(path, "x".repeat(2_000_001))).toBe(413);
    expect(await statusOf(path, stream())).toBe(413);
    expect(await statusOf(path, "x".repeat(2_000_000))).toBe(200);
  }
  expect(await statusOf("/admin/data/uploads", stream())).toBe(200);
  expect(await statusOf("/api/v1/admin/articles/a", stream())).toBe(200);
  server.close();
});

test.each([
  ["/", false],
  ["/news/a", false],
  ["/searching", false],
  ["/search?q=a", true],
  ["/admin/queue", true],
  ["/sign-in", true],
])("%s takes what Next's router asks for: %s", (url, isTaken) => {
  const headers: Record<string, string> = { rsc: "1", "next-url": "/", accept: "*/*" };
  settleKind({ url, headers });
  expect(Object.keys(headers)).toEqual(isTaken ? ["rsc", "next-url", "accept"] : ["accept"]);
});
