import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { parseSettings, SettingsError } from "@/lib/env";
import { meilisearchAddresses, meilisearchVersion, versionWarning } from "./meilisearch";
import { meilisearchOnPath, meilisearchToStart } from "./meilisearch-program";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0)) await undo();
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "gazette-meilisearch-"));
  cleanUp.push(() => rm(path, { recursive: true }));
  return path;
}

async function answering(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const addresses = (given: Record<string, string>) => meilisearchAddresses(parseSettings(given)).map(({ url }) => url);

test("MEILISEARCH_URL is one address, or several with commas", () => {
  const one = { MEILISEARCH_URL: "http://a:7700/", MEILISEARCH_API_KEY: "secret" };
  expect(meilisearchAddresses(parseSettings(one))).toEqual([{ url: "http://a:7700", key: "secret" }]);
  const list = "http://a:7700, https://search.example/engine/ ,http://a:7700/,";
  expect(addresses({ MEILISEARCH_URL: list })).toEqual(["http://a:7700", "https://search.example/engine"]);
  expect(addresses({})).toEqual([]);
  expect(addresses({ MEILISEARCH_URL: list, SEARCH_ENGINE: "postgres" })).toEqual([]);
});

test.each([
  "localhost:7700",
  "ftp://a",
  "http://a:7700;http://b:7700",
  "http://a, b",
  ",",
  "http://:secret@a:7700",
  "http://a?key=secret",
])("MEILISEARCH_URL is not %s", (value) => {
  expect(() => parseSettings({ MEILISEARCH_URL: value })).toThrow(/MEILISEARCH_URL must be an address/);
  expect(() => parseSettings({ MEILISEARCH_URL: value })).not.toThrow(/secret/);
});

test.each([
  { MEILISEARCH_INDEX: "my news" },
  { MEILISEARCH_INDEX: "news/*" },
  { SEARCH_TIMEOUT_MS: "49" },
  { SEARCH_TIMEOUT_MS: "10001" },
  { SEARCH_TIMEOUT_MS: "soon" },
])("%j is refused", (given) => {
  expect(() => parseSettings(given)).toThrow(SettingsError);
});

test("the program is found on PATH, where it can be run", async () => {
  const [first, second, third] = [await folder(), await folder(), await folder()];
  await writeFile(join(first, "meilisearch"), "not a program");
  await mkdir(join(second, "meilisearch"));
  const path = [first, "", second, third].join(delimiter);
  expect(await meilisearchOnPath(path)).toBeNull();
  await writeFile(join(third, "meilisearch"), "#!/bin/sh\n");
  await chmod(join(third, "meilisearch"), 0o755);
  expect(await meilisearchOnPath(path)).toBe(join(third, "meilisearch"));
});

test("SEARCH_ENGINE=meilisearch without one says what to do; auto and postgres do without", async () => {
  const path = process.env.PATH;
  process.env.PATH = await folder();
  cleanUp.push(() => {
    process.env.PATH = path;
  });
  const asked = meilisearchToStart({ SEARCH_ENGINE: "meilisearch" });
  await expect(asked).rejects.toThrow(/on PATH, set MEILISEARCH_URL .* SEARCH_ENGINE=auto/);
  expect(await meilisearchToStart({ SEARCH_ENGINE: "auto" })).toBeNull();
  await writeFile(join(process.env.PATH, "meilisearch"), "#!/bin/sh\n", { mode: 0o755 });
  expect(await meilisearchToStart({ SEARCH_ENGINE: "auto" })).toBe(join(process.env.PATH, "meilisearch"));
  expect(await meilisearchToStart({ SEARCH_ENGINE: "postgres" })).toBeNull();
  expect(await meilisearchToStart({ SEARCH_ENGINE: "meilisearch", MEILISEARCH_URL: "http://a" })).toBeNull();
});

test("the version of a server, or what is wrong with it", async () => {
  const version = async (status: number, body: string) =>
    meilisearchVersion({ url: await answering(status, body), key: "x" }).catch((error) => error.message);
  expect(await version(200, '{"pkgVersion":"1.50.0"}')).toBe("1.50.0");
  expect(await version(403, '{"code":"invalid_api_key"}')).toMatch(/refuses the key \(invalid_api_key\)/);
  expect(await version(200, "<html>")).toMatch(/is no Meilisearch/);
  await expect(meilisearchVersion({ url: "http://127.0.0.1:1", key: undefined })).rejects.toThrow(/does not answer/);
});

test("versions outside of the range are named", () => {
  expect(["1.50.0", "1.50.3", "1.100.0"].map(versionWarning)).toEqual([null, null, null]);
  expect(versionWarning("1.49.9")).toMatch(/older than 1.50.0/);
  expect(versionWarning("0.60.0")).toMatch(/older/);
  expect(versionWarning("2.0.0")).toMatch(/newer/);
});
