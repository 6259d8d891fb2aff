/** Where this process keeps pictures, and how it asks for them. */
import { join } from "node:path";
import type { Db } from "@/db/client";
import type { Settings } from "../env";
import { gate } from "./gate";
import { pictureStore } from "./store";
import type { PictureHouse } from "./take";

const BYTES_PER_MB = 1024 * 1024;
const DRAWN_AT_ONCE = 2;
const WAITING_TO_BE_DRAWN = 200;

export function pictureHouse(db: Db, { DATA_DIR, PICTURES_MAX_MB, SITE_URL }: Settings): PictureHouse {
  return {
    db,
    store: pictureStore({
      dir: join(/* turbopackIgnore: true */ DATA_DIR, "pictures"),
      maxBytes: PICTURES_MAX_MB * BYTES_PER_MB,
    }),
    fetching: { agent: `Gazette (+${SITE_URL})` },
    drawing: gate({ atOnce: DRAWN_AT_ONCE, waiting: WAITING_TO_BE_DRAWN }),
  };
}
