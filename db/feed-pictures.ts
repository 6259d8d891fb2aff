import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "./client";
import { picture } from "./schema";

export type KnownPicture = { key: string; bytes: number };

/** Pictures that the portal has fetched, by the address they came from. */
export async function knownPictures(db: Db, urls: string[]): Promise<Map<string, KnownPicture>> {
  if (urls.length === 0) return new Map();
  const rows = await db
    .select({ url: picture.url, key: picture.key, bytes: picture.bytes })
    .from(picture)
    .where(and(inArray(picture.url, urls), eq(picture.state, "ready"), isNotNull(picture.bytes)));
  return new Map(rows.map(({ url, key, bytes }) => [url, { key, bytes: bytes ?? 0 }]));
}
