/** The pictures of this app process. */
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { gate } from "@/lib/pictures/gate";
import { pictureHouse } from "@/lib/pictures/house";
import { servedPictures } from "@/lib/pictures/serve";

const FETCHED_AT_ONCE = 6;
const WAITING_TO_BE_FETCHED = 100;
const KEY = Symbol.for("gazette.pictures");
/** On globalThis, since the bundler makes several copies of a module: the bounds are the process's. */
const shared = globalThis as { [KEY]?: ReturnType<typeof servedPictures> };

/** @see servedPictures */
export function pictures(): ReturnType<typeof servedPictures> {
  shared[KEY] ??= servedPictures(
    pictureHouse(database().db, env()),
    gate({ atOnce: FETCHED_AT_ONCE, waiting: WAITING_TO_BE_FETCHED }),
  );
  return shared[KEY];
}
