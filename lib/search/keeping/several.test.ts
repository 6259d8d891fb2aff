/** Two Meilisearch servers in MEILISEARCH_URL: both are fed, and either answers. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { connect } from "@/db/client";
import { countLive, targetStates } from "@/db/search-targets";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { parseSettings } from "../../env";
import { log } from "../../log/log";
import { editArticle } from "../../publishing/edit";
import { type MeilisearchAddress, meilisearchAddresses } from "../../runtime/meilisearch";
import { meilisearchOnPath } from "../../runtime/meilisearch-program";
import { startMeilisearch } from "../../runtime/meilisearch-server";
import { startWorker, type Worker } from "../../worker";
import { searchChoice } from "../choice";
import { indexArticles } from "../index-articles";
import { target } from "../meilisearch/target";
import { searchRequest } from "../parameters";
import { compare } from "./drift";

const program = await meilisearchOnPath();
if (!program) console.log("Skipped: no meilisearch on PATH (several).");
const { db, url } = scratchDatabase();
const ARTICLES = 5;
const BY = { id: null, name: "test" };
const PATIENCE = { timeout: 15_000, interval: 20 };
const indexUid = "gazette-several";

describe.skipIf(!program || !inject("meilisearch"))("with two servers", () => {
  const connection = connect(url, { max: 5 });
  const ids: number[] = [];
  const folders: string[] = [];
  const servers: { address: MeilisearchAddress; stop: () => Promise<void> }[] = [];
  let addresses: MeilisearchAddress[];
  let worker: Worker;

  const start = (n: number) => startMeilisearch(program as string, folders[n] ?? "");
  const statuses = async () => {
    const states = await targetStates(db);
    return addresses.map((address) => states.get(target(address, indexUid).name)?.status);
  };
  const become = (...expected: string[]) =>
    vi.waitFor(async () => expect(await statuses()).toEqual(expected), PATIENCE);
  const choice = () => searchChoice({ addresses, indexUid, timeZone: "UTC", timeoutMs: 2_000 });
  const ask = async (choose: ReturnType<typeof choice>, q: string) => {
    const { query } = searchRequest(new URLSearchParams({ q }), { timeZone: "UTC", pageSize: 50, now: new Date() });
    const { results, engine } = await choose(db, [query], new Date());
    return { engine, ids: results[0]?.ids.toSorted((a, b) => a - b) };
  };
  const differences = (address: MeilisearchAddress) =>
    compare({
      db,
      target: target(address, indexUid),
      uid: indexUid,
      timeZone: "UTC",
      now: new Date(),
      exclusively: (work) => work(),
      repair: async () => {},
    });

  beforeAll(async () => {
    vi.spyOn(log(), "warn").mockImplementation(() => {});
    for (let n = 0; n < 2; n++) {
      folders.push(await mkdtemp(join(tmpdir(), "gazette-several-")));
      servers.push(await start(n));
    }
    // As MEILISEARCH_URL gives them, but for the keys: these servers made one each.
    const list = servers.map(({ address }) => address.url).join(", ");
    addresses = meilisearchAddresses(parseSettings({ MEILISEARCH_URL: list })).map((address, n) => ({
      ...address,
      key: servers[n]?.address.key,
    }));
    for (let n = 0; n < ARTICLES; n++) ids.push(await anArticle(db, { title: `The harbour number ${n}` }));
    await indexArticles(db, ids);
    worker = startWorker(connection, () => {}, { addresses, indexUid, timeZone: "UTC" });
  });
  afterAll(async () => {
    await worker?.stop();
    await Promise.all(servers.map(({ stop }) => stop()));
    await connection.close();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  test("both hold all; when one is away the other answers and is fed; when it is back it lacks nothing", async () => {
    await become("ready", "ready");
    for (const address of addresses) {
      expect(await target(address, indexUid).countDocuments(indexUid)).toBe(ARTICLES);
      const alone = searchChoice({ addresses: [address], indexUid, timeZone: "UTC", timeoutMs: 2_000 });
      expect(await ask(alone, "harbour")).toEqual({ engine: "meilisearch", ids });
    }

    const choose = choice();
    expect(await ask(choose, "harbour")).toEqual({ engine: "meilisearch", ids });
    await servers[0]?.stop();
    for (let times = 0; times < 10; times++)
      expect(await ask(choose, "harbour")).toEqual({ engine: "meilisearch", ids });

    const [hidden = 0, ...left] = ids;
    await editArticle(db, { id: hidden, version: 1, changes: { state: "unpublished" }, by: BY, now: new Date() });
    await vi.waitFor(
      async () => expect(await ask(choose, "harbour")).toEqual({ engine: "meilisearch", ids: left }),
      PATIENCE,
    );
    await become("away", "ready");

    servers[0] = await start(0);
    expect(servers[0].address.url).toBe(addresses[0]?.url);
    await become("ready", "ready");
    await servers[1]?.stop();
    await become("ready", "away");
    const [first] = addresses as [MeilisearchAddress];
    expect(await differences(first)).toEqual({ missing: 0, extra: 0, stale: 0 });
    expect(await target(first, indexUid).countDocuments(indexUid)).toBe(await countLive(db, new Date()));
    await vi.waitFor(
      async () => expect(await ask(choose, "harbour")).toEqual({ engine: "meilisearch", ids: left }),
      PATIENCE,
    );
  }, 90_000);
});
