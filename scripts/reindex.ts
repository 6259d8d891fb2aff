/** Builds the search index anew: by the worker of a running portal, else by one of its own. */
import { setTimeout as delay } from "node:timers/promises";
import { type TargetState, targetStates } from "@/db/search-targets";
import { findMeilisearch } from "@/lib/runtime/meilisearch-server";
import { repairDocumentTopics, repairSearchDocuments } from "@/lib/search/backfill";
import { keptSearch } from "@/lib/search/keeping/kept-search";
import { requestRebuild } from "@/lib/search/status";
import { recountWords } from "@/lib/search/vocabulary";
import { startWorker } from "@/lib/worker";
import { CommandError, run } from "./cli";

const POLL_MS = 250;
const PROGRESS_EVERY_MS = 2_000;
/** A server that stays away so long is not waited for. */
const PATIENCE_MS = 60_000;

const usage = `
Usage: npm run reindex

Builds the search index anew beside the one that answers, checks it against the articles and puts it in its place:
search is never empty meanwhile, and no change is lost. On Postgres alone, brings its documents in order.
`;

await run({ usage, options: {} }, async ({ settings, database }) => {
  const connection = await database();
  const { db } = connection;
  const { written, removed } = await repairSearchDocuments(db);
  const rewritten = await repairDocumentTopics(db);
  await recountWords(db, new Date());
  console.log(`Postgres: ${written + rewritten} documents written, ${removed} removed.`);
  const { addresses, stop } = await findMeilisearch(settings);
  // Stands by where the portal's own worker works.
  const worker = startWorker(connection, (line) => console.log(line), { ...keptSearch(settings), addresses });
  try {
    if (addresses.length > 0) await rebuilt();
  } finally {
    await worker.stop();
    await stop();
  }

  async function rebuilt(): Promise<void> {
    await known();
    await requestRebuild(db);
    let saidAt = 0;
    for (let awaySince = 0; ; await delay(POLL_MS)) {
      const states = [...(await targetStates(db))];
      const failed = states.find(([, state]) => state.rebuildFailed && !state.rebuildRequested);
      if (failed) throw new CommandError(`The index at ${failed[0]} could not be built: ${failed[1].rebuildFailed}`);
      if (states.every(([, state]) => !state.rebuildRequested && state.status === "ready")) return summary(states);
      const away = states.find(([, state]) => state.status === "away");
      awaySince = away ? awaySince || Date.now() : 0;
      if (away && Date.now() - awaySince > PATIENCE_MS)
        throw new CommandError(`Meilisearch at ${away[0]}: ${away[1].detail}`);
      if (Date.now() - saidAt < PROGRESS_EVERY_MS) continue;
      saidAt = Date.now();
      for (const [target, { rebuild }] of states)
        if (rebuild) console.log(`${target}: ${rebuild.done} of ${rebuild.total}`);
    }
  }

  /** Until the worker, whichever it is, has written down what there is. */
  async function known(): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while ((await targetStates(db)).size === 0) {
      if (Date.now() > deadline) throw new CommandError("No worker has taken up search. Is the portal starting?");
      await delay(POLL_MS);
    }
  }
});

function summary(states: [string, Partial<TargetState>][]): void {
  for (const [target, { documents }] of states) console.log(`${target}: built, ${documents ?? 0} documents.`);
}
