/** A search is answered whatever happens to Meilisearch. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "@/db/client";
import { enqueue } from "@/db/outbox";
import { putTargetState, targetStates } from "@/db/search-targets";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { log } from "../log/log";
import { startWorker, type Worker } from "../worker";
import { searchChoice } from "./choice";
import { indexArticles } from "./index-articles";
import { searchRequest } from "./parameters";
import { AWAY, type Fault, testMeilisearch, WORKS } from "./testing/meilisearch";

const { db, url } = scratchDatabase();
const meilisearch = testMeilisearch();
if (!meilisearch.isThere) console.log("Skipped: no meilisearch on PATH and MEILISEARCH_URL is not set (failover).");
const PATIENCE = { timeout: 10_000, interval: 20 };
const TIMEOUT_MS = 300;

describe.skipIf(!meilisearch.isThere)("failover", () => {
  const { address, indexUid, fail } = meilisearch;
  const connection = connect(url, { max: 5 });
  let worker: Worker;
  let id: number;
  const choice = () => searchChoice({ addresses: [address], indexUid, timeZone: "UTC", timeoutMs: TIMEOUT_MS });
  const query = (q: string) =>
    searchRequest(new URLSearchParams({ q }), { timeZone: "UTC", pageSize: 20, now: new Date() }).query;
  const ask = async (choose: ReturnType<typeof choice>, q = "lighthouse") => {
    const { results, engine, isReserve } = await choose(db, [query(q)], new Date());
    return { ids: results[0]?.ids, engine, isReserve };
  };
  const ready = () =>
    vi.waitFor(async () => expect([...(await targetStates(db)).values()][0]?.status).toBe("ready"), PATIENCE);

  beforeAll(async () => {
    id = await anArticle(db, { title: "The lighthouse keeps its lamp" });
    await indexArticles(db, [id]);
    await enqueue(db, [id]);
    worker = startWorker(connection, () => {}, { addresses: [address], indexUid, timeZone: "UTC" });
    await ready();
  });
  afterAll(async () => {
    await worker.stop();
    await connection.close();
  });
  beforeEach(async () => {
    fail(WORKS);
    await ready();
  });

  test("Meilisearch answers where it can, Postgres what it cannot", async () => {
    expect(await ask(choice())).toEqual({ ids: [id], engine: "meilisearch", isReserve: false });
    expect(await ask(choice(), "intitle:lighthouse lamp")).toEqual({ ids: [id], engine: "postgres", isReserve: false });
  });

  test("a large index is asked in two requests side by side, and answers the same", async () => {
    const asked = async () => {
      let requests = 0;
      fail(({ url }) => {
        if (url === "/multi-search") requests += 1;
        return null;
      });
      return { ...(await ask(choice())), requests };
    };
    expect(await asked()).toMatchObject({ ids: [id], engine: "meilisearch", requests: 1 });
    const [name = ""] = (await targetStates(db)).keys();
    await putTargetState(db, name, { documents: 1_000_000 });
    expect(await asked()).toMatchObject({ ids: [id], engine: "meilisearch", requests: 2 });
    await putTargetState(db, name, { documents: 1 });
  });

  const searchesOnly =
    (fault: ReturnType<Fault>): Fault =>
    (request) =>
      request.url === "/multi-search" ? fault : null;
  const error = (code: string) => ({ code, message: code, type: "invalid_request", link: "" });

  test.each<[string, Fault, RegExp]>([
    ["does not answer in time", searchesOnly("hang"), /does not answer in time/],
    ["breaks the connection", searchesOnly("cut"), /cannot be reached/],
    ["is away", AWAY, /cannot be reached/],
    ["refuses the key", () => ({ status: 403, body: error("invalid_api_key") }), /refuses the key/],
    ["has no index any more", searchesOnly({ status: 400, body: error("index_not_found") }), /answers 400/],
    ["has lost its settings", searchesOnly({ status: 400, body: error("invalid_search_filter") }), /answers 400/],
    ["is full", searchesOnly({ status: 507, body: error("no_space_left_on_device") }), /answers 507/],
    ["says nothing", searchesOnly({ status: 200, body: undefined }), /no result of a search/],
    ["says null", searchesOnly({ status: 200, body: { results: [null] } }), /no result of a search/],
    ["talks nonsense", searchesOnly({ status: 200, body: "<html>" }), /no result of a search/],
  ])("when it %s Postgres answers the same request, and the log says why", async (_, fault, reason) => {
    const warn = vi.spyOn(log(), "warn").mockImplementation(() => {});
    fail(fault);
    const choose = choice();
    const startedAt = performance.now();
    expect(await ask(choose)).toEqual({ ids: [id], engine: "postgres", isReserve: true });
    expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + 1_000);
    expect(warn.mock.calls.join()).toMatch(reason);
    fail(WORKS);
    await vi.waitFor(
      async () => expect(await ask(choose)).toEqual({ ids: [id], engine: "meilisearch", isReserve: false }),
      PATIENCE,
    );
  });

  test("one that is slow slows one search down, not each", async () => {
    vi.spyOn(log(), "warn").mockImplementation(() => {});
    let asked = 0;
    fail((request) => {
      if (request.url !== "/multi-search") return null;
      asked += 1;
      return "hang";
    });
    const choose = choice();
    await ask(choose);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(choose)));
    expect(answers.every(({ engine }) => engine === "postgres")).toBe(true);
    // Once, and once more where the others took longer than its rest.
    expect(asked).toBeLessThanOrEqual(2);
  });

  test("an index that is behind does not answer", async () => {
    await db.execute(
      sql`insert into outbox (article_id, created_at, available_at) values (0, now() - interval '10 seconds', now() + interval '1 hour')`,
    );
    try {
      expect(await ask(choice())).toMatchObject({ engine: "postgres", isReserve: true });
    } finally {
      await db.execute(sql`delete from outbox`);
    }
    expect(await ask(choice())).toMatchObject({ engine: "meilisearch" });
  });
});
