/** Pictures as browsers ask for them: from the disk, else drawn, else fetched, each once however many ask. */
import { setTimeout as delay } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { pictureByKey, takePicture } from "@/db/pictures";
import { FetchRefusal } from "../fetching/refusal";
import { log } from "../log/log";
import { variantOf } from "./draw";
import type { Gate } from "./gate";
import { NotKept } from "./store";
import { bring, MASTER, type PictureHouse, takeIn } from "./take";
import type { PictureFormat, PictureWidth } from "./widths";

/** Longer than this nobody is kept waiting; what was begun goes on for whoever asks next. */
const PATIENCE_MS = 5_000;
/** While another process fetches, its row is looked at so often. */
const POLL_MS = 250;
/** What was here once and can't be had again is asked for again after this time. */
const LOST_FOR_MS = 5 * 60_000;
const MAX_LOST = 1_000;
/** Trouble with the disk is said so often at most. */
const SAY_EVERY_MS = 60_000;

export type Asked = { key: string; width: PictureWidth; format: PictureFormat };
type Served = (asked: Asked) => Promise<Buffer | null>;

/**
 * Gives pictures that articles and providers name: null for one that is not there (yet).
 * @throws Busy where too many are being fetched or drawn already
 */
export function servedPictures(house: PictureHouse, fetchingGate: Gate): Served {
  const underWay = new Map<string, Promise<Buffer | null>>();
  const lost = new LRUCache<string, true>({ max: MAX_LOST, ttl: LOST_FOR_MS });

  let saidAt = 0;
  /** Whoever reads gets what there is, whether or not it can be kept. @throws what is no trouble with keeping it */
  function notKept(error: unknown): void {
    if (!(error instanceof NotKept)) throw error;
    if (Date.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = Date.now();
    log().error({ err: error }, `Pictures can't be kept: ${error.message}`);
  }

  const once = (name: string, make: () => Promise<Buffer | null>): Promise<Buffer | null> => {
    const running = underWay.get(name) ?? make().finally(() => underWay.delete(name));
    underWay.set(name, running);
    return running;
  };

  /** What the sizes are drawn from, where it is not on this disk. */
  async function master(key: string): Promise<Buffer | null> {
    if (lost.has(key)) return null;
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      const row = await pictureByKey(house.db, key);
      if (!row || row.state === "failed") return null;
      // Another process with a folder of its own has it, or it had to make room.
      if (row.state === "ready") return again(row);
      const taken = row.isDue ? await takePicture(house.db, key) : null;
      if (taken) return takeIn(house, taken).catch((error) => lose(key, error));
      if (row.hasFailed) return null;
      await delay(POLL_MS);
    }
    return null;
  }

  async function again(row: { key: string; url: string }): Promise<Buffer | null> {
    try {
      return (await bring(house, row)).master;
    } catch (error) {
      return lose(row.key, error);
    }
  }

  /** Not asked for again at each look: its server has it no more, or here is no room for it. */
  function lose(key: string, error: unknown): null {
    if (!(error instanceof FetchRefusal)) notKept(error);
    lost.set(key, true);
    return null;
  }

  async function drawn({ key, width, format }: Asked): Promise<Buffer | null> {
    const from = (await house.store.read(key, MASTER)) ?? (await once(key, () => fetchingGate(() => master(key))));
    if (!from) return null;
    const bytes = await house.drawing(() => variantOf(from, width, format));
    await house.store.write(key, `${width}.${format}`, bytes).catch(notKept);
    return bytes;
  }

  return async (asked) => {
    const name = `${asked.width}.${asked.format}`;
    const kept = await house.store.read(asked.key, name);
    if (kept) return kept;
    const making = once(`${asked.key}/${name}`, () => drawn(asked));
    // Whoever waits no longer must not end the process when it fails later.
    making.catch(() => {});
    const answered = new AbortController();
    const patience = delay(PATIENCE_MS, null, { signal: answered.signal }).catch(() => null);
    return Promise.race([making, patience]).finally(() => answered.abort());
  };
}
