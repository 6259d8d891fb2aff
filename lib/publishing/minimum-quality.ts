/** The setting that decides below which quality publishing must be confirmed. */
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { setting } from "@/db/schema";

export const MINIMUM_QUALITY_KEY = "minimum-quality";
export const DEFAULT_MINIMUM_QUALITY = 50;

export async function minimumQuality(db: Db): Promise<number> {
  const [row] = await db.select({ value: setting.value }).from(setting).where(eq(setting.key, MINIMUM_QUALITY_KEY));
  return typeof row?.value === "number" ? row.value : DEFAULT_MINIMUM_QUALITY;
}

/** Whether publishing it needs a confirmation. An article that nobody judged is below every minimum. */
export function isBelow(quality: number | null, minimum: number): boolean {
  return quality === null || quality < minimum;
}
