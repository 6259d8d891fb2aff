import { inArray } from "drizzle-orm";
import type { Db } from "./client";
import { provider } from "./schema";

/** Ids by domain, of those that there are. */
export async function providerIds(db: Db, domains: string[]): Promise<Map<string, number>> {
  if (domains.length === 0) return new Map();
  const rows = await db
    .select({ id: provider.id, domain: provider.domain })
    .from(provider)
    .where(inArray(provider.domain, domains));
  return new Map(rows.map(({ id, domain }) => [domain, id]));
}
