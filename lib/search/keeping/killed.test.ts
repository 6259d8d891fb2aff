/** A Meilisearch of our own that is killed in the middle of the work: readers notice nothing, and nothing is lost. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { connect } from "@/db/client";
import { countLive, targetStates } from "@/db/search-targets";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { log } from "../../log/log";
import { editArticle } from "../../publishing/edit";
import { cardsByIds } from "../../reading/stories";
import { meilisearchFiles } from "../../runtime/meilisearch-files";
import { meilisearchOnPath } from "../../runtime/meilisearch-program";
import { type KeptMeilisearch, keepMeilisearch } from "../../runtime/meilisearch-server";
import { startWorker, type Worker } from "../../worker";
import { searchChoice } from "../choice";
import { indexArticles } from "../index-articles";
import { target } from "../meilisearch/target";
import { searchRequest } from "../parameters";
import { compare } from "./drift";

/** No divisor of the changes: some articles are hidden at the end, and must be gone from the index. */
const ARTICLES = 17;
const CHANGES = 200;
const KILLS = 3;
const BY = { id: null, name: "test" };

const program = await meilisearchOnPath();
if (!program) console.log("Skipped: no meilisearch on PATH (killed).");
const { db, url } = scratchDatabase();

describe.skipIf(!program || !inject("meilisearch"))("with Meilisearch killed and killed again", () => {
  const connection = connect(url, { max: 5 });
  const indexUid = "gazette-killed";
  let dataDir: string;
  let kept: KeptMeilisearch;
  let worker: Worker;
  const ids: number[] = [];

  beforeAll(async () => {
    vi.spyOn(log(), "warn").mockImplementation(() => {});
    dataDir = await mkdtemp(join(tmpdir(), "gazette-killed-"));
    kept = await keepMeilisearch(program as string, dataDir, () => {});
    for (let n = 0; n < ARTICLES; n++) ids.push(await anArticle(db, { title: `The lighthouse number ${n}` }));
    await indexArticles(db, ids);
    worker = startWorker(connection, () => {}, { addresses: [kept.address], indexUid, timeZone: "UTC" });
  });
  afterAll(async () => {
    await worker.stop();
    await kept.stop();
    await connection.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const ready = (timeout: number) =>
    vi.waitFor(async () => expect([...(await targetStates(db)).values()][0]?.status).toBe("ready"), {
      timeout,
      interval: 20,
    });

  async function kill(): Promise<void> {
    const { pid } = JSON.parse(await readFile(meilisearchFiles(dataDir).process, "utf8"));
    process.kill(pid, "SIGKILL");
  }

  test(`${CHANGES} changes and ${KILLS} kills: no search fails, none shows what is not public, and nothing differs after 10 s`, async () => {
    await ready(20_000);
    const choose = searchChoice({ addresses: [kept.address], indexUid, timeZone: "UTC", timeoutMs: 400 });
    const { query } = searchRequest(new URLSearchParams("q=lighthouse"), {
      timeZone: "UTC",
      pageSize: 100,
      now: new Date(),
    });
    const engines = new Set<string>();
    const hidden = new Set<number>();
    const shownWrongly: number[] = [];
    let searches = 0;
    let changing = true;
    const searching = (async () => {
      while (changing) {
        const before = new Set(hidden);
        const now = new Date();
        const { results, engine } = await choose(db, [query], now);
        const shown = await cardsByIds(db, results[0]?.ids ?? [], now);
        // What was hidden before the search began and still is.
        shownWrongly.push(...shown.map(({ id }) => id).filter((id) => before.has(id) && hidden.has(id)));
        engines.add(engine);
        searches += 1;
      }
    })();
    searching.catch(() => {});

    const versions = new Map(ids.map((id) => [id, 1]));
    const kills: Promise<void>[] = [];
    for (let change = 0; change < CHANGES; change++) {
      const id = ids[change % ARTICLES] as number;
      const publish = hidden.has(id);
      if (publish) hidden.delete(id);
      const state = publish ? "published" : "unpublished";
      const edit = { id, version: versions.get(id) ?? 1, changes: { state } as const, by: BY, now: new Date() };
      versions.set(id, (await editArticle(db, edit)).version);
      if (!publish) hidden.add(id);
      if (change % Math.floor(CHANGES / KILLS) === 20) kills.push(kill());
    }
    await Promise.all(kills);
    changing = false;
    await searching;
    expect(kills).toHaveLength(KILLS);
    expect(shownWrongly).toEqual([]);
    expect(searches).toBeGreaterThan(CHANGES / 4);
    expect(engines).toContain("postgres");

    await ready(10_000);
    const direct = target(kept.address, indexUid);
    const found = async () => {
      const exclusively = <T>(work: () => Promise<T>) => work();
      const repair = async () => {};
      return compare({ db, target: direct, uid: indexUid, timeZone: "UTC", now: new Date(), exclusively, repair });
    };
    await vi.waitFor(async () => expect(await direct.countDocuments(indexUid)).toBe(await countLive(db, new Date())), {
      timeout: 5_000,
      interval: 20,
    });
    expect(await found()).toEqual({ missing: 0, extra: 0, stale: 0 });
    // It rests for a second after a search that it did not answer.
    await vi.waitFor(
      async () => {
        const { results, engine } = await choose(db, [query], new Date());
        expect({ engine, total: results[0]?.total }).toEqual({ engine: "meilisearch", total: ARTICLES - hidden.size });
      },
      { timeout: 5_000, interval: 100 },
    );
  }, 60_000);
});
