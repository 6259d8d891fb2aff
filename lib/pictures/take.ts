/** Fetches a picture, keeps it, and notes what came of it. */
import type { Db } from "@/db/client";
import { giveBackPicture, notePictureFailure, notePictureReady, type PictureRow } from "@/db/pictures";
import { FetchRefusal } from "../fetching/refusal";
import { masterOf } from "./draw";
import { fetchPicture, type PictureFetch } from "./fetch";
import type { Gate } from "./gate";
import type { PictureStore } from "./store";

export const MASTER = "master.webp";
/** After the first try, the second, and so on; then it is given up. */
const RETRY_AFTER_MS = [60_000, 10 * 60_000, 60 * 60_000, 6 * 60 * 60_000];

/** Trouble of our own, such as a full disk, lasts. */
const OWN_TROUBLE_MS = 60_000;

const MAX_TRIES = RETRY_AFTER_MS.length + 1;

export type PictureHouse = {
  db: Db;
  store: PictureStore;
  fetching: PictureFetch;
  /** So many are decoded and drawn at once. */
  drawing: Gate;
};

/**
 * A picture that was taken from the queue: it is ready afterwards, waits for another try, or was given up. Gives what
 * the sizes are drawn from; null where there is none.
 * @throws NotKept, Busy, or what the database says: the picture waits as before
 */
export async function takeIn(house: PictureHouse, row: PictureRow): Promise<Buffer | null> {
  const { db } = house;
  try {
    // It was taken more often than it failed: whoever read it ended over it.
    if (row.attempts > MAX_TRIES) throw new FetchRefusal("It could not be read.");
    const { master, ...facts } = await bring(house, row);
    await notePictureReady(db, row.id, facts);
    return master;
  } catch (error) {
    if (!(error instanceof FetchRefusal)) {
      await giveBackPicture(db, row.id, { inMs: OWN_TROUBLE_MS }).catch(() => {});
      throw error;
    }
    // Ended with its process: that says nothing of the picture, which somebody takes again.
    if (house.fetching.signal?.aborted) {
      await giveBackPicture(db, row.id, { inMs: 0 });
      return null;
    }
    const retryInMs = (error.isPassing ? RETRY_AFTER_MS[row.attempts - 1] : null) ?? null;
    await notePictureFailure(db, row.id, { error: error.message, retryInMs });
    return null;
  }
}

/** `bytes`: how many came. */
type Brought = { master: Buffer; bytes: number; width: number; height: number; type: string; color: string };

/**
 * Fetches a picture into this process's folder.
 * @throws FetchRefusal, NotKept
 */
export async function bring(
  { store, fetching, drawing }: PictureHouse,
  { key, url }: Pick<PictureRow, "key" | "url">,
): Promise<Brought> {
  const file = await fetchPicture(url, fetching);
  const { bytes: master, ...facts } = await drawing(() => masterOf(file));
  await store.write(key, MASTER, master);
  return { ...facts, master, bytes: file.length };
}
