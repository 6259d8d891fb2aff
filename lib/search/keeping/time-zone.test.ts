/** Another time zone counts other months: the index is built anew, and Postgres answers until it is. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { connect } from "@/db/client";
import { enqueue } from "@/db/outbox";
import { putTargetState, targetStates } from "@/db/search-targets";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { changeSettings } from "../../settings/change";
import { startWorker, type Worker } from "../../worker";
import { searchChoice } from "../choice";
import { indexArticles } from "../index-articles";
import { documentForm } from "../meilisearch/document";
import { searchRequest } from "../parameters";
import { testMeilisearch } from "../testing/meilisearch";

const { db, url } = scratchDatabase();
const meilisearch = testMeilisearch();
if (!meilisearch.isThere) console.log("Skipped: no meilisearch on PATH and MEILISEARCH_URL is not set (time zone).");
const PATIENCE = { timeout: 20_000, interval: 20 };
const KIRITIMATI = "Pacific/Kiritimati";

describe.skipIf(!meilisearch.isThere)("another time zone", () => {
  const { address, indexUid } = meilisearch;
  const connection = connect(url, { max: 5 });
  let worker: Worker;
  const state = async () => [...(await targetStates(db)).entries()][0] ?? (["", {}] as const);
  const readyIn = (timeZone: string) =>
    vi.waitFor(
      async () => expect((await state())[1]).toMatchObject({ status: "ready", form: documentForm(timeZone) }),
      PATIENCE,
    );
  const ask = async (timeZone: string) => {
    const { query } = searchRequest(new URLSearchParams({ q: "tide", facets: "year" }), {
      timeZone,
      pageSize: 20,
      now: new Date(),
    });
    const choose = searchChoice({ addresses: [address], indexUid, timeZone, timeoutMs: 2_000 });
    const { results, engine } = await choose(db, [{ ...query, facets: ["year"] }], new Date());
    return { engine, years: results[0]?.facets.year?.map(({ value }) => value) };
  };

  beforeAll(async () => {
    // The new year has begun there already.
    const id = await anArticle(db, { title: "The tide turns", publishedAt: new Date("2024-12-31T12:00:00Z") });
    await indexArticles(db, [id]);
    await enqueue(db, [id]);
    worker = startWorker(connection, () => {}, { addresses: [address], indexUid, timeZone: "UTC" });
    await readyIn("UTC");
  });
  afterAll(async () => {
    await worker.stop();
    await connection.close();
  });

  test("is followed by the index and by the engine that answers", async () => {
    expect(await ask("UTC")).toEqual({ engine: "meilisearch", years: ["2024"] });
    const seen = { fields: ["timeZone"] as const, version: 0 };
    const by = { id: null, name: "chief@desk.example" };
    await changeSettings(db, { changes: { timeZone: KIRITIMATI }, seen, by });
    await readyIn(KIRITIMATI);
    expect(await ask(KIRITIMATI)).toEqual({ engine: "meilisearch", years: ["2025"] });
  });

  test("an index of another one does not answer, even if nobody has said so yet", async () => {
    const [name] = await state();
    await worker.stop();
    await putTargetState(db, name, { status: "ready", form: documentForm("UTC") });
    expect(await ask(KIRITIMATI)).toEqual({ engine: "postgres", years: ["2025"] });
  });
});
