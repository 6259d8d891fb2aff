import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { register } from "@/instrumentation";
import { settleRequest, wasForwarded } from "./forwarding";

vi.mock("./follow-changes", () => ({ followChanges: () => {} }));

const FORGED = {
  "x-forwarded-for": "203.0.113.7",
  "x-forwarded-proto": "https",
  "x-forwarded-host": "elsewhere.example",
  "x-forwarded-port": "1",
  forwarded: "for=203.0.113.7;proto=https",
  "x-real-ip": "203.0.113.7",
};

function settled(given: IncomingHttpHeaders, trustProxy: boolean) {
  const headers = { ...given };
  settleRequest({ headers, socket: { remoteAddress: "192.0.2.1" } as never }, trustProxy);
  return new Headers(headers as Record<string, string>);
}

test("nobody's forwarding headers are believed unless a proxy is trusted", () => {
  const headers = settled({ host: "gazette.example", ...FORGED }, false);
  expect(headers.get("x-forwarded-for")).toBe("192.0.2.1");
  for (const name of Object.keys(FORGED).slice(1)) expect([name, headers.get(name)]).toEqual([name, null]);
  expect(headers.get("host")).toBe("gazette.example");
});

test("of a trusted proxy the last address counts, which it saw itself", () => {
  const headers = settled({ ...FORGED, "x-forwarded-for": "203.0.113.7, 198.51.100.2" }, true);
  expect(headers.get("x-forwarded-for")).toBe("198.51.100.2");
  expect(headers.get("x-forwarded-proto")).toBe("https");
  expect(headers.get("x-forwarded-host")).toBe("elsewhere.example");
  expect(settled({}, true).get("x-forwarded-for")).toBe("192.0.2.1");
});

test("whether a request was forwarded stays known, and cannot be pretended", () => {
  for (const trustProxy of [true, false]) {
    expect(wasForwarded(settled({ "x-forwarded-for": "203.0.113.7" }, trustProxy))).toBe(true);
    expect(wasForwarded(settled({ forwarded: "for=203.0.113.7" }, trustProxy))).toBe(true);
    expect(wasForwarded(settled({}, trustProxy))).toBe(false);
    expect(wasForwarded(settled({ "x-gazette-forwarded": "yes" }, trustProxy))).toBe(false);
  }
});

test("a server process that Next has prepared sees requests that are settled already", async () => {
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  await register();
  vi.unstubAllEnvs();
  let seen: IncomingHttpHeaders = {};
  const server = createServer((asked, answer) => {
    seen = asked.headers;
    answer.end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const [answer] = await once(request({ port, host: "127.0.0.1", headers: FORGED, agent: false }).end(), "response");
  await once(answer.resume(), "end");
  await new Promise((resolve) => server.close(resolve));
  expect(seen).toMatchObject({ "x-forwarded-for": "127.0.0.1", "x-gazette-forwarded": expect.stringMatching(/^\d+$/) });
  expect(seen).not.toHaveProperty("x-forwarded-proto");
});
