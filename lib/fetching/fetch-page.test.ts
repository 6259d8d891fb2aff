import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Resolve } from "./destination";
import { fetchPage, MAX_PAGE_BYTES } from "./fetch-page";

const HTML = { "content-type": "text/html; charset=utf-8" };
let server: Server;
let base: string;
const asked: { url: string; headers: Record<string, unknown> }[] = [];

const routes: Record<string, RequestListener> = {
  "/page": (_, response) => response.writeHead(200, HTML).end("<title>Über</title>"),
  "/latin": (_, response) =>
    response
      .writeHead(200, { "content-type": "text/html" })
      .end(Buffer.from('<meta charset="iso-8859-1"><title>Über</title>', "latin1")),
  "/gzip": (_, response) =>
    response.writeHead(200, { ...HTML, "content-encoding": "gzip" }).end(gzipSync("<title>Zip</title>")),
  "/bomb": (_, response) =>
    response
      .writeHead(200, { ...HTML, "content-encoding": "gzip" })
      .end(gzipSync(Buffer.alloc(50 * MAX_PAGE_BYTES, 32))),
  "/endless": (_, response) => {
    response.writeHead(200, HTML);
    const more = () => response.write(Buffer.alloc(65_536, 32), () => !response.destroyed && setImmediate(more));
    more();
  },
  "/pdf": (_, response) => response.writeHead(200, { "content-type": "application/pdf" }).end("%PDF"),
  "/error": (_, response) => response.writeHead(503, HTML).end(),
  "/silent": () => {},
  "/cookie": (_, response) => response.writeHead(302, { location: "/page", "set-cookie": "a=b" }).end(),
  "/loop": (_, response) => response.writeHead(302, { location: "/loop" }).end(),
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://here");
    asked.push({ url: request.url ?? "", headers: request.headers });
    const to = searchParams.get("to");
    if (to) response.writeHead(302, { location: to }).end();
    else routes[pathname]?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const agent = "Gazette test";
const here = (path: string, options = {}) => fetchPage(base + path, { agent, loopback: true, ...options });
const names = (hosts: Record<string, string[]>): Resolve => {
  return async (host) => (hosts[host] ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
};

test("a page, in its charset, compressed or not, without cookies", async () => {
  expect(await here("/page")).toEqual({ url: `${base}/page`, html: "<title>Über</title>" });
  expect((await here("/latin")).html).toContain("Über");
  expect((await here("/gzip")).html).toBe("<title>Zip</title>");
  expect(await here("/cookie")).toMatchObject({ url: `${base}/page` });
  const { headers } = asked.at(-1) ?? {};
  expect(headers).toMatchObject({ "user-agent": agent });
  expect(headers?.cookie ?? headers?.authorization ?? headers?.referer).toBeUndefined();
});

test.each(["/bomb", "/endless"])("of %s two megabytes are read", async (path) => {
  expect((await here(path)).html).toHaveLength(MAX_PAGE_BYTES);
});

test.each([
  ["/pdf", "not a web page"],
  ["/error", "answered 503"],
  ["/loop", "more than 5 times"],
  ["/page?to=ftp://files.example/", "Only http and https"],
  ["/page?to=file:///etc/passwd", "Only http and https"],
  ["/page?to=http://u:p@files.example/", "a name or a password"],
])("%s is refused: %s", async (path, reason) => expect(here(path)).rejects.toThrow(reason));

test("a page that does not come is given up", async () => {
  await expect(here("/silent", { timeoutMs: 60 })).rejects.toThrow("did not come within");
  const resolve: Resolve = () => new Promise(() => {});
  await expect(fetchPage("http://slow.example/", { agent, timeoutMs: 60, resolve })).rejects.toThrow("did not come");
});

test.each([
  "http://127.0.0.1/",
  "http://localhost/",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://0x7f000001/",
  "http://2130706433/",
  "http://017700000001/",
  "http://127.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://[fd00:ec2::254]/",
  "http://10.0.0.1/",
  "http://100.64.0.1/",
  "http://0.0.0.0/",
])("without leave, %s is not asked", async (address) => {
  const before = asked.length;
  await expect(fetchPage(address, { agent })).rejects.toThrow("not one of the public internet");
  expect(asked).toHaveLength(before);
});

test.each([
  ["file:///etc/passwd", "Only http and https"],
  ["gopher://example.com/", "Only http and https"],
  ["http://example.com:22/", "usual ports"],
  ["http://example.com:8080/", "usual ports"],
  ["http://user:pass@example.com/", "a name or a password"],
  ["nonsense", "not an address"],
])("%s is refused before anything is asked", async (address, reason) =>
  expect(fetchPage(address, { agent, resolve: () => Promise.reject(new Error("asked")) })).rejects.toThrow(reason),
);

test("names that lead inside are not asked, nor names of which one address does", async () => {
  const resolve = names({ "inside.example": ["10.0.0.7"], "half.example": ["93.184.216.34", "::ffff:192.168.0.1"] });
  for (const host of ["inside.example", "half.example"]) {
    await expect(fetchPage(`http://${host}/`, { agent, resolve })).rejects.toThrow("not one of the public internet");
  }
  await expect(fetchPage("http://nowhere.example/", { agent, resolve })).rejects.toThrow("no such host");
});

test("a redirect that leads inside is not followed", async () => {
  const before = asked.length;
  await expect(here("/page?to=http://169.254.169.254/")).rejects.toThrow("not one of the public internet");
  const resolve = names({ "moved.example": ["192.168.0.1"] });
  await expect(here("/page?to=http://moved.example/", { resolve })).rejects.toThrow("not one of the public internet");
  expect(asked).toHaveLength(before + 2);
});

test("a name that leads elsewhere the second time is asked at the address that was checked", async () => {
  let times = 0;
  const port = new URL(base).port;
  const resolve: Resolve = async () => [{ address: times++ === 0 ? "127.0.0.1" : "10.0.0.1", family: 4 }];
  const { html } = await fetchPage(`http://rebinding.example:${port}/page`, { agent, loopback: true, resolve });
  expect([html, times]).toEqual(["<title>Über</title>", 1]);
  await expect(
    fetchPage(`http://rebinding.example:${port}/page?to=/page`, {
      agent,
      loopback: true,
      resolve: async () => [{ address: times++ % 2 ? "127.0.0.1" : "10.0.0.1", family: 4 }],
    }),
  ).rejects.toThrow("not one of the public internet");
});
