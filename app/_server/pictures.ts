/** The pictures of this app process. */
import { pictureByKey } from "@/db/pictures";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { Busy, gate } from "@/lib/pictures/gate";
import { pictureHouse } from "@/lib/pictures/house";
import { servedPictures } from "@/lib/pictures/serve";

const FETCHED_AT_ONCE = 6;
const WAITING_TO_BE_FETCHED = 100;
/** A WebP of one pixel that lets through all that is below it. */
const NOTHING_TO_SEE = Buffer.from("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==", "base64");

type Served = ReturnType<typeof servedPictures>;
const KEY = Symbol.for("gazette.pictures");
/** On globalThis, since the bundler makes several copies of a module: the bounds are the process's. */
const shared = globalThis as { [KEY]?: Served };

/** Gives pictures; null for one that is not there, or not while so many others are being fetched or drawn. */
export function pictures(): Served {
  shared[KEY] ??= servedPictures(
    pictureHouse(database().db, env()),
    gate({ atOnce: FETCHED_AT_ONCE, waiting: WAITING_TO_BE_FETCHED }),
  );
  const served = shared[KEY];
  return async (asked) => {
    try {
      return await served(asked);
    } catch (error) {
      if (error instanceof Busy) return null;
      throw error;
    }
  };
}

/** What stands for a picture that is not there; null where nobody names it. */
export async function absence(key: string): Promise<Buffer | null> {
  return (await pictureByKey(database().db, key)) ? NOTHING_TO_SEE : null;
}
