import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FetchRefusal } from "./refusal";
import { type RequestOptions, request } from "./request";

let server: Server;
let base: string;
const got: { method: string | undefined; headers: Record<string, unknown>; body: string }[] = [];

beforeAll(async () => {
  server = createServer(async (asked, response) => {
    got.push({ method: asked.method, headers: asked.headers, body: await text(asked) });
    if (asked.url === "/moved") response.writeHead(307, { location: "/" }).end("moved");
    else response.writeHead(asked.url === "/busy" ? 503 : 200, { "x-here": "yes" }).end("0123456789");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, options: Partial<RequestOptions> = {}) =>
  request(base + path, {
    agent: "Gazette test",
    what: "receiver",
    maxBytes: 100,
    longer: "refuse",
    loopback: true,
    ...options,
  });

test("a message is sent as it is, and the answer given back whatever its status", async () => {
  const answer = await ask("/busy", { method: "POST", headers: { "x-sign": "a" }, body: "grüße" });
  expect(answer).toMatchObject({ status: 503, url: `${base}/busy`, headers: { "x-here": "yes" } });
  expect(answer.bytes.toString()).toBe("0123456789");
  expect(got.at(-1)).toMatchObject({
    method: "POST",
    body: "grüße",
    headers: { "x-sign": "a", "content-length": "7", "user-agent": "Gazette test" },
  });
});

test("a message is not carried on to where its receiver points", async () => {
  const before = got.length;
  expect(await ask("/moved", { method: "POST", body: "secret" })).toMatchObject({ status: 307, url: `${base}/moved` });
  expect(got).toHaveLength(before + 1);
  expect(await ask("/moved")).toMatchObject({ status: 200, url: `${base}/` });
});

test("a longer answer is cut or refused, as wished", async () => {
  expect((await ask("/", { maxBytes: 4, longer: "cut" })).bytes.toString()).toBe("0123");
  expect((await ask("/", { maxBytes: 10 })).bytes).toHaveLength(10);
  await expect(ask("/", { maxBytes: 9 })).rejects.toThrow("The receiver is too big.");
});

test("an answer may be refused before it is read", async () => {
  const check = () => {
    throw new FetchRefusal("Not this one.");
  };
  await expect(ask("/", { check, maxBytes: 1 })).rejects.toThrow("Not this one.");
});

test("messages go to the public internet alone", async () => {
  const before = got.length;
  await expect(ask("/", { method: "POST", body: "a", loopback: false })).rejects.toThrow("usual ports");
  await expect(
    request("http://inside.example/", {
      agent: "Gazette test",
      what: "receiver",
      method: "POST",
      maxBytes: 1,
      longer: "cut",
      resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    }),
  ).rejects.toThrow("not one of the public internet");
  expect(got).toHaveLength(before);
});

test("where one address of a host is not to be reached the next is asked", async () => {
  const resolve = async () => ["127.0.0.2", "127.0.0.1"].map((address) => ({ address, family: 4 }));
  const answer = await request(base.replace("127.0.0.1", "two.example"), {
    ...{ agent: "Gazette test", what: "receiver", maxBytes: 100, longer: "refuse", loopback: true, resolve },
  });
  expect(answer.status).toBe(200);
});
