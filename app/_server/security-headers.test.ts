import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { hashPolicy, trustScript } from "./content-policy.mjs";
import { holdRequests } from "./incoming";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => servers.splice(0).forEach((server) => void server.close()));

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function listening(answer: Answer, httpsFor: "site" | "subdomains" | null = null) {
  const server = createServer(answer);
  servers.push(server);
  holdRequests(server, { policies: true, httpsFor });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const page = (response: ServerResponse, html: string) => response.setHeader("content-type", "text/html").end(html);
const DATA = 'self.__next_f.push([1,"a:\\"b\\"\\n"])';

test("a kept page may run Next's data and our own scripts, and nothing that somebody put beside them", () => {
  trustScript("own()");
  const hashesIn = (html: string) => hashPolicy(html).match(/'sha256-[^']+'/g) ?? [];
  const ours = hashesIn(`<script>${DATA}</script><script id="_R_">own()</script>`);
  expect(ours).toHaveLength(2);
  for (const script of ["alert(1)", `${DATA};alert(1)`, "self.__next_f.push(alert(1))", `own();alert(1)`, "own() "])
    expect(hashesIn(`<script>${DATA}</script><script>${script}</script><script id="x">own()</script>`)).toEqual(ours);
  expect(hashesIn('<script src="/a.js"></script><script type="application/ld+json">{}</script>')).toEqual([]);
});

test("no policy allows inline scripts or eval", () => {
  const policy = hashPolicy(`<script>${DATA}</script>`);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
  expect(policy).toContain("object-src 'none'; base-uri 'none'");
});

test("pages made for a request get a nonce that nobody else gets, and that Next reads", async () => {
  const given: unknown[] = [];
  const address = await listening((request, response) => {
    given.push(request.headers["content-security-policy"]);
    page(response, "x");
  });
  for (const path of ["/search?q=a", "/admin/articles/1", "/sign-in", "/api"]) {
    const { headers } = await fetch(address + path);
    expect(headers.get("content-security-policy")).toMatch(/script-src 'self' 'nonce-[\w+/]{22}=='/);
    expect(given.at(-1)).toBe(headers.get("content-security-policy"));
  }
  expect(new Set(given).size).toBe(4);
});

test("nobody who asks can choose the nonce of a page that is kept", async () => {
  const address = await listening((request, response) => {
    page(response, JSON.stringify([request.headers["content-security-policy"] ?? null]));
  });
  const headers = { "content-security-policy": "script-src 'nonce-abc'" };
  expect(await (await fetch(`${address}/latest`, { headers })).json()).toEqual([null]);
  const { headers: said } = await fetch(`${address}/search`, { headers });
  expect(said.get("content-security-policy")).not.toContain("nonce-abc");
});

test("every answer has the headers, and what it says itself counts", async () => {
  const address = await listening((request, response) => {
    if (request.url === "/images/a") response.setHeader("content-security-policy", "sandbox");
    response.end("{}");
  }, "subdomains");
  for (const path of ["/api/v1/articles", "/images/a", "/no-such.txt"]) {
    const { headers } = await fetch(address + path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains");
    expect(headers.get("content-security-policy")).toMatch(
      path === "/images/a" ? /^sandbox$/ : /frame-ancestors 'none'$/,
    );
    expect(headers.get("cross-origin-resource-policy")).toBe(path === "/images/a" ? "cross-origin" : "same-origin");
  }
  const refused = await fetch(`${address}/latest`, { method: "POST" });
  expect([refused.status, refused.headers.get("x-content-type-options")]).toEqual([405, "nosniff"]);
});

test.each<[string, Answer]>([
  ["at once", (_, response) => page(response, "<script>blank()</script>")],
  [
    "in parts",
    (_, response) => {
      response.writeHead(500);
      response.write("<script>");
      response.end("blank()</script>");
    },
  ],
])("instead of a page that failed, sent %s, there is one that needs no script", async (_, send) => {
  const address = await listening((request, response) => {
    response.statusCode = 500;
    response.setHeader("content-type", "text/html").setHeader("content-encoding", "br");
    response.setHeader("x-request-id", "request-1");
    send(request, response);
  });
  const response = await fetch(`${address}/latest`);
  expect([response.status, response.headers.get("cache-control")]).toEqual([500, "no-store"]);
  const html = await response.text();
  expect(html).toContain("<h1>Something went wrong</h1>");
  expect(html).not.toContain("<script");
  expect(html).toContain("<p>Number of the error: request-1</p>");
  expect(response.headers.get("x-request-id")).toBe("request-1");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'; style-src 'sha256-");
});
