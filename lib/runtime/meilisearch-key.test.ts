import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { target } from "../search/meilisearch/target";
import { MEILISEARCH_KEY_ACTIONS, type MeilisearchAddress, meilisearchVersion } from "./meilisearch";
import { meilisearchOnPath } from "./meilisearch-program";
import { startMeilisearch } from "./meilisearch-server";

const program = await meilisearchOnPath();
if (!program) console.log("Tests of keys are skipped: there is no meilisearch on PATH.");

let dataDir: string;
let master: MeilisearchAddress;
let scoped: MeilisearchAddress;
let stop: (() => Promise<void>) | undefined;

async function ask({ url, key }: MeilisearchAddress, method: string, path: string, body?: unknown) {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  const response = await fetch(url + path, { method, headers, body: body ? JSON.stringify(body) : null });
  return { status: response.status, body: await response.json().catch(() => null) };
}

/** What became of a change, followed by the key itself. */
async function outcome(method: string, path: string, body?: unknown): Promise<string> {
  const made = await ask(scoped, method, path, body);
  for (;;) {
    const task = await ask(scoped, "GET", `/tasks/${made.body.taskUid}`);
    if (task.status !== 200) return `${made.status} ${made.body.code}`;
    if (!["enqueued", "processing"].includes(task.body.status)) return task.body.status;
    await delay(5);
  }
}

/** Its task belongs to no index, so the key can't see it; but the indexes bring what they are made of, and when. */
async function swap(one: string, other: string): Promise<string> {
  const createdAt = async (uid: string) => (await ask(scoped, "GET", `/indexes/${uid}`)).body.createdAt;
  const before = await createdAt(one);
  const { body } = await ask(scoped, "POST", "/swap-indexes", [{ indexes: [one, other] }]);
  expect((await ask(scoped, "GET", `/tasks/${body.taskUid}`)).body.code).toBe("task_not_found");
  while ((await createdAt(other)) !== before) await delay(5);
  return "succeeded";
}

describe.skipIf(!program)("a key for the indexes of one portal", () => {
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "gazette-meilisearch-"));
    ({ address: master, stop } = await startMeilisearch(program ?? "", dataDir));
    const wish = { actions: MEILISEARCH_KEY_ACTIONS, indexes: ["gazette*"], expiresAt: null };
    scoped = { ...master, key: (await ask(master, "POST", "/keys", wish)).body.key };
  });
  afterAll(async () => {
    await stop?.();
    await rm(dataDir, { recursive: true, force: true });
  });

  test("suffices for all that Gazette does", async () => {
    const changes = [
      await outcome("POST", "/indexes", { uid: "gazette-1", primaryKey: "id" }),
      await outcome("POST", "/indexes", { uid: "gazette-2", primaryKey: "id" }),
      await outcome("PATCH", "/indexes/gazette-1/settings", { filterableAttributes: ["year"] }),
      await outcome("POST", "/indexes/gazette-1/documents", [{ id: 1, year: 2024 }, { id: 2 }]),
      await outcome("POST", "/indexes/gazette-1/documents/delete-batch", [2]),
      await outcome("POST", "/indexes/gazette-1/documents/delete", { filter: "year = 1999" }),
      await swap("gazette-1", "gazette-2"),
      await outcome("DELETE", "/indexes/gazette-1"),
    ];
    expect(changes).toEqual(changes.map(() => "succeeded"));
    const queries = [{ indexUid: "gazette-2", q: "", facets: ["year"] }];
    const reads = [
      await ask(scoped, "POST", "/multi-search", { queries }),
      await ask(scoped, "POST", "/multi-search", { queries: [{ indexUid: "gazette-2", q: "" }], federation: {} }),
      await ask(scoped, "POST", "/indexes/gazette-2/documents/fetch", { limit: 10, fields: ["id"] }),
      await ask(scoped, "GET", "/indexes/gazette-2/settings"),
      await ask(scoped, "GET", "/indexes/gazette-2"),
      await ask(scoped, "GET", "/indexes/gazette-2/stats"),
      await ask(scoped, "GET", "/stats"),
      await ask(scoped, "GET", "/tasks?indexUids=gazette-2"),
    ];
    expect(reads.map(({ status }) => status)).toEqual(reads.map(() => 200));
    expect(reads[0]?.body.results[0].hits).toEqual([{ id: 1, year: 2024 }]);
  });

  test("builds and swaps indexes, the first time and later", async () => {
    const kept = target(scoped, "gazette-kept");
    for (let round = 0; round < 2; round++) {
      await kept.make(kept.next, { filterableAttributes: ["id"] });
      const built = await kept.identity(kept.next);
      await kept.swap();
      expect(await kept.identity(kept.indexUid)).toBe(built);
      expect(await kept.identity(kept.next)).toBeNull();
    }
    expect(await kept.versionWarning()).toBeNull();
    expect(await kept.countDocuments(kept.indexUid)).toBe(0);
  });

  test("reaches no other index, and is told from a wrong one", async () => {
    expect(await outcome("POST", "/indexes", { uid: "others" })).toBe("403 invalid_api_key");
    expect(await meilisearchVersion(scoped)).toBeNull();
    expect(await meilisearchVersion(master)).toMatch(/^\d+\.\d+\.\d+$/);
    await expect(meilisearchVersion({ ...master, key: "wrong" })).rejects.toThrow(/refuses the key/);
    await expect(meilisearchVersion({ ...master, key: undefined })).rejects.toThrow(/refuses the key/);
  });

  test("is the one in README.md", async () => {
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    expect(readme).toContain(JSON.stringify(MEILISEARCH_KEY_ACTIONS).replaceAll(",", ", "));
  });
});
