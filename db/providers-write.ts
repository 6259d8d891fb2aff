/** Providers, as writing needs them. */
import { eq, sql } from "drizzle-orm";
import { anyOf } from "./any-of";
import type { Db } from "./client";
import { nameProviderPicture } from "./pictures";
import { type Image, provider } from "./schema";

export type ProviderRecord = typeof provider.$inferSelect;

export async function providersByDomain(tx: Db, domains: string[]): Promise<ProviderRecord[]> {
  return domains.length === 0 ? [] : tx.select().from(provider).where(anyOf(provider.domain, domains));
}

export async function insertProviders(
  tx: Db,
  rows: { domain: string; name: string; images: Image[] }[],
): Promise<ProviderRecord[]> {
  return rows.length === 0 ? [] : tx.insert(provider).values(rows).onConflictDoNothing().returning();
}

export async function updateProvider(
  tx: Db,
  id: number,
  fields: { name: string; images: Image[]; description?: string | null; file?: string },
): Promise<void> {
  await tx.update(provider).set(fields).where(eq(provider.id, id));
  await nameProviderPicture(tx, id);
}

/** When the newest published article of each of these providers was published; the others are left out. */
export async function newestOfProviders(db: Db, ids: number[]): Promise<Map<number, Date>> {
  if (ids.length === 0) return new Map();
  // One step into the index for each provider, however many articles it has.
  const rows = await db.execute<{ id: number; at: string }>(sql`
    select provider.id::float8 as id, newest.published_at as at
      from provider cross join lateral (
        select published_at from article
         where provider_id = provider.id and state = 'published' order by published_at desc limit 1) as newest
     where provider.id in ${ids}`);
  return new Map(rows.map(({ id, at }) => [id, new Date(at)]));
}
