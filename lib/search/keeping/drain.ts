/** Tells every engine of the changes that wait, in batches. */
import { announce } from "@/db/announce";
import type { Db } from "@/db/client";
import { noteFailure, settle, type Waiting, waitingArticles } from "@/db/outbox";
import { SEARCH_TAG } from "../../cache-tags";
import { learnWords } from "../vocabulary";
import type { KeptTarget } from "./keep-target";

export const BATCH_SIZE = 500;
/** What a server refuses is tried again after 2, 4, 8 … seconds, and so many times in all. */
const FIRST_RETRY_MS = 2_000;
const MAX_ATTEMPTS = 5;

export type Drained = {
  /** Articles that were told of. */
  told: number;
  /** Whether more may be due at once. */
  more: boolean;
};

/** What else follows changes: called in the transaction that takes them out, with articles that are among them. */
export type Follow = (tx: Db, articleIds: number[]) => Promise<void>;

/** @param learned what of the batch was learnt already, while no server could be reached: filled and emptied here */
export async function drain(
  db: Db,
  targets: KeptTarget[],
  learned: Map<number, number>,
  follow: Follow = async () => {},
): Promise<Drained> {
  const waiting = await waitingArticles(db, BATCH_SIZE);
  if (waiting.length === 0) return { told: 0, more: false };
  const ids = waiting.map(({ articleId }) => articleId);
  const unlearned = waiting.filter(({ articleId, lastId }) => learned.get(articleId) !== lastId);
  await learnWords(
    db,
    unlearned.map(({ articleId }) => articleId),
    new Date(),
  );
  const answers = await Promise.all(targets.map(async (target) => ({ target, refused: await target.tell(ids) })));
  const reached = answers.filter(({ refused }) => refused !== null);
  if (targets.length > 0 && reached.length === 0) {
    for (const { articleId, lastId } of waiting) learned.set(articleId, lastId);
    return { told: 0, more: false };
  }
  learned.clear();
  const refused = new Map(reached.flatMap(({ refused }) => [...(refused ?? [])]));
  for (const entry of waiting) {
    const error = refused.get(entry.articleId);
    if (error !== undefined) await fail(db, entry, error);
  }
  const told = waiting.filter(({ articleId }) => !refused.has(articleId));
  await db.transaction(async (tx) => {
    await follow(
      tx,
      told.map(({ articleId }) => articleId),
    );
    await settle(tx, told);
    await announce(tx, [SEARCH_TAG]);
  });
  // Not before: a comparison passes over what still waits.
  for (const { target, refused } of answers) if (refused === null) await target.miss();
  return { told: waiting.length - refused.size, more: true };
}

function fail(db: Db, waiting: Waiting, error: string): Promise<void> {
  const attempts = waiting.attempts + 1;
  return noteFailure(db, {
    ...waiting,
    error,
    retryInMs: FIRST_RETRY_MS * 2 ** (attempts - 1),
    park: attempts >= MAX_ATTEMPTS,
  });
}
