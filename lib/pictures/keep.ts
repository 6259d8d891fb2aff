/** Fetches pictures in the worker, after the changes that name them. */
import { setTimeout as delay } from "node:timers/promises";
import { takePictures } from "@/db/pictures";
import { warnLine } from "../log/log";
import { nameEarlier } from "./earlier";
import { type PictureHouse, takeIn } from "./take";

const POLL_MS = 1_000;
const MAX_BACKOFF_MS = 10_000;
const AT_ONCE = 4;
/** From here on only new ones are fetched before somebody asks: others would push out what readers see. */
const FULL = 0.8;

/** Works until stopped; several workers share the queue. */
export function keepPictures(house: PictureHouse, say: (line: string) => void = warnLine) {
  const stopping = new AbortController();
  const ended = { ...house, fetching: { ...house.fetching, signal: stopping.signal } };
  const work = async () => {
    let failures = 0;
    let isNamed = false;
    while (!stopping.signal.aborted) {
      try {
        isNamed ||= await nameEarlier(house.db);
        const worked = await keepNext(ended);
        failures = 0;
        if (worked || !isNamed) continue;
      } catch (error) {
        if (stopping.signal.aborted) break;
        // The first time it may be the database, whose absence the worker's other half tells.
        if (failures === 1) say(`Pictures are not fetched: ${String((error as Error).cause ?? error)}`);
        failures += 1;
      }
      const waitMs = Math.min(POLL_MS * 2 ** failures, MAX_BACKOFF_MS);
      await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const done = work();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** Fetches some of those that wait. Gives whether there were any. */
export async function keepNext(house: PictureHouse): Promise<boolean> {
  const onlyNew = (await house.store.size()) > FULL * house.store.maxBytes;
  const rows = await takePictures(house.db, AT_ONCE, { onlyNew });
  const answers = await Promise.allSettled(rows.map((row) => takeIn(house, row)));
  const failed = answers.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  return rows.length > 0;
}
