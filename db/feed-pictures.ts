import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "./client";
import { picture } from "./schema";

/** `type` null: it was not noted. */
export type FetchedPicture = { bytes: number; type: string | null };

/** Those of these pictures, as they came, that the portal has fetched; by their keys. */
export async function fetchedPictures(db: Db, keys: string[]): Promise<Map<string, FetchedPicture>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select({ key: picture.key, bytes: picture.bytes, type: picture.type })
    .from(picture)
    .where(and(inArray(picture.key, keys), eq(picture.state, "ready"), isNotNull(picture.bytes)));
  return new Map(rows.flatMap(({ key, bytes, type }) => (bytes === null ? [] : [[key, { bytes, type }] as const])));
}
