/** Pictures of articles that were there before pictures were fetched: changes since then have named their own. */
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { namePicturesAfter } from "@/db/pictures";
import { setting } from "@/db/schema";

const KEY = "pictures-named";
const BATCH = 2_000;

/** Names those of the next articles. Gives whether it is through, for good. */
export async function nameEarlier(db: Db): Promise<boolean> {
  const [row] = await db.select().from(setting).where(eq(setting.key, KEY));
  const after = row?.value ?? 0;
  if (typeof after !== "number") return true;
  const value = (await namePicturesAfter(db, after, BATCH)) ?? "all";
  await db.insert(setting).values({ key: KEY, value }).onConflictDoUpdate({ target: setting.key, set: { value } });
  return value === "all";
}
