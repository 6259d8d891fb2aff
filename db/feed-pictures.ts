import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "./client";
import { picture } from "./schema";

/** Bytes of those of these pictures, as they came, that the portal has fetched; by their keys. */
export async function fetchedPictures(db: Db, keys: string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select({ key: picture.key, bytes: picture.bytes })
    .from(picture)
    .where(and(inArray(picture.key, keys), eq(picture.state, "ready"), isNotNull(picture.bytes)));
  return new Map(rows.flatMap(({ key, bytes }) => (bytes === null ? [] : [[key, bytes] as const])));
}
