/** The worker against a real Meilisearch: whatever happens to it, its index becomes what the rows say. */
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ANNOUNCE_CHANNEL, announce } from "@/db/announce";
import { connect } from "@/db/client";
import { enqueue, parkedChanges } from "@/db/outbox";
import { article } from "@/db/schema";
import { countLive, targetStates } from "@/db/search-targets";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { SEARCH_TAG } from "../../cache-tags";
import type { Say } from "../../log/log";
import { startWorker, type Worker } from "../../worker";
import { meilisearchEngine } from "../meilisearch/engine";
import { searchRequest } from "../parameters";
import { requestRebuild, retryParked, searchStatus } from "../status";
import { addSynonym, removeSynonym } from "../synonyms";
import { AWAY, testMeilisearch, WORKS } from "../testing/meilisearch";

const { db, url } = scratchDatabase();
const meilisearch = testMeilisearch();
if (!meilisearch.isThere) console.log("Skipped: no meilisearch on PATH and MEILISEARCH_URL is not set (keeper).");

const BY = { id: null, name: "test" };
const PATIENCE = { timeout: 10_000, interval: 20 };
const WITHIN_A_SECOND = { timeout: 1_000, interval: 20 };

describe.skipIf(!meilisearch.isThere)("the index", () => {
  const { address, indexUid, direct, fail } = meilisearch;
  const connection = connect(url, { max: 5 });
  let worker: Worker;
  let said: string[];

  const start = async () => {
    const since = new Date().toISOString();
    const say: Say = (line, level = "warn") => said.push(`${level}: ${line}`);
    worker = startWorker(connection, say, { addresses: [address], indexUid, timeZone: "UTC" });
    await vi.waitFor(async () => {
      const { status, checkedAt = "" } = await state();
      expect({ status, isNew: checkedAt > since }).toEqual({ status: "ready", isNew: true });
    }, PATIENCE);
  };
  const state = async () => [...(await targetStates(db)).values()][0] ?? {};
  const ready = () => vi.waitFor(async () => expect((await state()).status).toBe("ready"), PATIENCE);
  const found = async (q: string) => {
    const { query } = searchRequest(new URLSearchParams({ q, sort: "newest" }), {
      timeZone: "UTC",
      pageSize: 50,
      now: new Date(),
    });
    const { client } = direct();
    return (await meilisearchEngine(client, indexUid, 2_000).search([query], new Date()))[0]?.ids;
  };
  /** A change as everything in Gazette makes one. */
  const change = (id: number, to: Partial<typeof article.$inferInsert>) =>
    db.transaction(async (tx) => {
      await tx
        .update(article)
        .set({ changedAt: new Date(), ...to })
        .where(eq(article.id, id));
      await enqueue(tx, [id]);
      await announce(tx, ["articles"]);
    });
  const add = async (title: string, more: Partial<typeof article.$inferInsert> = {}) => {
    const id = await anArticle(db, { title, ...more });
    await change(id, {});
    return id;
  };
  const isComplete = async () => {
    expect(await direct().countDocuments(indexUid)).toBe(await countLive(db, new Date()));
    expect((await searchStatus(db, new Date())).waiting).toBe(0);
  };

  beforeEach(async () => {
    said = [];
    fail(WORKS);
    await start();
  });
  afterEach(async () => {
    await worker.stop();
    fail(WORKS);
  });

  test("follows changes within a second", async () => {
    const id = await add("A zeppelin lands");
    await vi.waitFor(async () => expect(await found("zeppelin")).toEqual([id]), WITHIN_A_SECOND);
    await change(id, { title: "A balloon lands" });
    await vi.waitFor(async () => expect(await found("zeppelin")).toEqual([]), WITHIN_A_SECOND);
    expect(await found("balloon")).toEqual([id]);
    await change(id, { state: "unpublished" });
    await vi.waitFor(async () => expect(await found("balloon")).toEqual([]), WITHIN_A_SECOND);
  });

  test("tells whoever keeps searches of changes, of other settings and of another index, once it has them", async () => {
    const heard: string[] = [];
    const listener = await connection.sql.listen(ANNOUNCE_CHANNEL, (payload) => heard.push(...JSON.parse(payload)));
    const isTold = async () => {
      await vi.waitFor(() => expect(heard).toContain(SEARCH_TAG), PATIENCE);
      heard.length = 0;
    };
    const id = await add("A glider lands");
    await isTold();
    expect(await found("glider")).toEqual([id]);
    const synonym = await addSynonym(db, { words: ["glider", "sailplane"], by: BY });
    await isTold();
    expect(await found("sailplane")).toEqual([id]);
    await requestRebuild(db);
    await isTold();
    expect(await found("glider")).toEqual([id]);
    await removeSynonym(db, { id: synonym.id, by: BY });
    await isTold();
    await listener.unlisten();
  });

  test("follows schedules without anybody's doing", async () => {
    const [soon, later] = [Date.now() + 1_000, Date.now() + 5_000];
    const id = await add("An eclipse begins", { liveFrom: new Date(soon), liveUntil: new Date(later) });
    const isFound = (ids: number[], by: number) =>
      vi.waitFor(async () => expect(await found("eclipse")).toEqual(ids), {
        timeout: by - Date.now() + 2_000,
        interval: 20,
      });
    await isFound([id], soon);
    expect(Date.now()).toBeGreaterThanOrEqual(soon);
    await isFound([], later);
    expect(Date.now()).toBeGreaterThanOrEqual(later);
  });

  test("follows schedules that passed while no worker ran", async () => {
    const id = await add("A comet returns", { liveUntil: new Date(Date.now() + 1_500) });
    await vi.waitFor(async () => expect(await found("comet")).toEqual([id]), WITHIN_A_SECOND);
    await worker.stop();
    await vi.waitFor(
      async () => expect(await countLive(db, new Date())).toBeLessThan(await direct().countDocuments(indexUid)),
      PATIENCE,
    );
    await start();
    await vi.waitFor(async () => expect(await found("comet")).toEqual([]), PATIENCE);
  });

  test("catches up when the server was away, and says both once", async () => {
    fail(AWAY);
    const id = await add("A ferry departs");
    await vi.waitFor(async () => expect((await state()).status).toBe("away"), PATIENCE);
    expect(await found("ferry")).toEqual([]);
    expect((await searchStatus(db, new Date())).waiting).toBe(1);
    fail(WORKS);
    await ready();
    await vi.waitFor(async () => expect(await found("ferry")).toEqual([id]), PATIENCE);
    await vi.waitFor(isComplete, PATIENCE);
    expect(said.filter((line) => /^warn: .*cannot be reached/.test(line))).toHaveLength(1);
    expect(said.filter((line) => /^info: .*is back/.test(line))).toHaveLength(1);
  });

  test.each([
    [
      "refuses the key",
      {
        status: 403,
        body: { code: "invalid_api_key", message: "The provided API key is invalid.", type: "auth", link: "" },
      },
    ],
    [
      "has a full disk",
      {
        status: 500,
        body: { code: "no_space_left_on_device", message: "No space left on device", type: "system", link: "" },
      },
    ],
  ])("nothing is lost or parked while it %s", async (_, answer) => {
    fail(() => answer);
    const id = await add("A lighthouse keeps its lamp");
    await vi.waitFor(async () => expect((await state()).status).toBe("away"), PATIENCE);
    fail(WORKS);
    await ready();
    await vi.waitFor(async () => expect(await found("lighthouse lamp")).toContain(id), PATIENCE);
    expect((await searchStatus(db, new Date())).parked).toEqual([]);
  });

  test("others do not wait for a server whose tasks never end", async () => {
    const task = { uid: 1, status: "processing", error: null };
    fail((request) => (/^\/tasks\/\d+/.test(request.url ?? "") ? { status: 200, body: task } : null));
    const id = await add("A tug waits");
    await vi.waitFor(async () => expect((await state()).detail).toMatch(/longer than 10 s/), {
      timeout: 20_000,
      interval: 50,
    });
    expect((await searchStatus(db, new Date())).engine).toBe("postgres");
    fail(WORKS);
    await ready();
    await vi.waitFor(async () => expect(await found("tug")).toEqual([id]), PATIENCE);
  });

  test("a schedule that is due sooner than the worker looks is followed, too", async () => {
    const id = await add("A flash of green", { liveFrom: new Date(Date.now() + 100) });
    await vi.waitFor(async () => expect(await found("flash")).toEqual([id]), { timeout: 1_500, interval: 20 });
  });

  test("is built anew when it was wiped", async () => {
    await add("An anchor holds");
    await vi.waitFor(isComplete, PATIENCE);
    await direct().remove(indexUid);
    await vi.waitFor(async () => expect((await state()).status).not.toBe("ready"), PATIENCE);
    await ready();
    await vi.waitFor(isComplete, PATIENCE);
    expect(await found("anchor")).toHaveLength(1);
  });

  test("differences are found at a start and repaired", async () => {
    const [gone, stale] = [await add("A buoy rings"), await add("A bell answers")];
    await vi.waitFor(isComplete, PATIENCE);
    await worker.stop();
    await direct().write(indexUid, [], [gone]);
    await direct().write(
      indexUid,
      [{ id: 999_999, title: "ghost", hash: "x" } as never, { id: stale, title: "other", hash: "x" } as never],
      [],
    );
    await start();
    expect(said.join()).toMatch(/warn: [^,]*1 missing, 1 too many, 1 stale/);
    await vi.waitFor(isComplete, PATIENCE);
    expect(await found("ghost")).toEqual([]);
    expect(await found("buoy")).toEqual([gone]);
    expect(await found("bell")).toEqual([stale]);
    expect((await state()).drift).toMatchObject({ missing: 0, extra: 0, stale: 0 });
  });

  test("settings that somebody changed are put right at a start", async () => {
    await worker.stop();
    const { client } = direct();
    await client.index(indexUid).updateRankingRules(["words"]).waitTask();
    await start();
    expect((await client.index(indexUid).getRankingRules())[0]).toBe("sort");
  });

  test("a rebuild loses no change made meanwhile, and search is never empty", async () => {
    for (let n = 0; n < 30; n++) await add(`A plank number ${n}`);
    await vi.waitFor(isComplete, PATIENCE);
    const before = (await direct().identity(indexUid)) as string;
    await requestRebuild(db);
    let n = 0;
    let empty = 0;
    while ((await direct().identity(indexUid)) === before) {
      const id = await add(`A rivet number ${n++}`);
      await vi.waitFor(async () => {
        if ((await found("plank"))?.length !== 30) empty += 1;
        expect(await found("rivet")).toContain(id);
      }, PATIENCE);
    }
    await vi.waitFor(isComplete, PATIENCE);
    expect((await found("rivet"))?.length).toBe(Math.min(n, 50));
    expect(n).toBeGreaterThan(0);
    expect(empty).toBe(0);
    expect(await direct().identity(`${indexUid}-next`)).toBeNull();
    expect((await state()).rebuildRequested).toBe(false);
  });

  test("what the server refuses is parked after some tries, alone, and can be tried again", async () => {
    const [bad, good] = [await anArticle(db, { title: "A bad apple" }), await anArticle(db, { title: "A good apple" })];
    const refusedTask = {
      uid: 1,
      status: "failed",
      error: { code: "invalid_document_fields", message: "no", type: "invalid_request", link: "" },
    };
    let failing = false;
    fail((request, body) => {
      if (request.method === "POST" && /\/documents$/.test(request.url ?? "")) failing = body.includes("bad apple");
      return failing && /^\/tasks\/\d+/.test(request.url ?? "") ? { status: 200, body: refusedTask } : null;
    });
    await db.transaction((tx) => enqueue(tx, [bad, good]));
    await vi.waitFor(async () => expect(await found("good apple")).toContain(good), PATIENCE);
    for (let attempt = 1; attempt < 5; attempt++) {
      await vi.waitFor(
        async () =>
          expect((await db.execute<{ n: number }>(sql`select max(attempts)::int as n from outbox`))[0]?.n).toBe(
            attempt,
          ),
        PATIENCE,
      );
      await db.execute(sql`update outbox set available_at = now()`);
    }
    await vi.waitFor(
      async () =>
        expect(await parkedChanges(db, 10)).toMatchObject([{ articleId: bad, title: "A bad apple", attempts: 5 }]),
      PATIENCE,
    );
    fail(WORKS);
    expect(await retryParked(db)).toBe(1);
    await vi.waitFor(async () => expect(await found("bad apple")).toContain(bad), PATIENCE);
    expect(await parkedChanges(db, 10)).toEqual([]);
  });

  test("of two workers one works, and the other takes over", async () => {
    const other = connect(url, { max: 5 });
    const second = startWorker(other, () => {}, { addresses: [address], indexUid, timeZone: "UTC" });
    await worker.stop();
    const id = await add("A relay baton");
    await vi.waitFor(async () => expect(await found("baton")).toEqual([id]), PATIENCE);
    await second.stop();
    await other.close();
  });
});
