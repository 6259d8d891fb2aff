/** Providers, as editors' changes need them. */
import { asc, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { Db } from "./client";
import { nameProviderPicture } from "./pictures";
import type { ProviderRecord } from "./providers-write";
import { provider, providerRedirect } from "./schema";

/** Locked until `tx` ends; null where there is none. */
export async function lockProvider(tx: Db, id: number): Promise<ProviderRecord | null> {
  const [row] = await tx.select().from(provider).where(eq(provider.id, id)).for("update");
  return row ?? null;
}

export async function providerById(db: Db, id: number): Promise<ProviderRecord | null> {
  const [row] = await db.select().from(provider).where(eq(provider.id, id));
  return row ?? null;
}

/** Those that have one of these domains, or this name. */
export async function providersLike(db: Db, { domain, name }: { domain: string; name: string }) {
  return db
    .select()
    .from(provider)
    .where(or(eq(provider.domain, domain), sql`lower(${provider.name}) = lower(${name})`))
    .orderBy(asc(provider.id));
}

export async function providersWithFiles(db: Db): Promise<(ProviderRecord & { file: string })[]> {
  const rows = await db.select().from(provider).where(isNotNull(provider.file)).orderBy(asc(provider.domain));
  return rows.flatMap(({ file, ...row }) => (file === null ? [] : [{ ...row, file }]));
}

/** With the id that it had before, if it is given. */
export async function insertProvider(
  tx: Db,
  row: Omit<ProviderRecord, "id"> & { id?: number },
): Promise<ProviderRecord> {
  const insert = tx.insert(provider);
  const [made] = await (row.id === undefined ? insert : insert.overridingSystemValue()).values(row).returning();
  await nameProviderPicture(tx, (made as ProviderRecord).id);
  return made as ProviderRecord;
}

export async function setProvider(tx: Db, id: number, fields: Partial<Omit<ProviderRecord, "id">>): Promise<void> {
  await tx.update(provider).set(fields).where(eq(provider.id, id));
  await nameProviderPicture(tx, id);
}

export async function deleteProvider(tx: Db, id: number): Promise<void> {
  await tx.delete(provider).where(eq(provider.id, id));
}

/** Up to `limit` articles of a provider, by id, locked until `tx` ends. */
export async function lockArticlesOfProvider(tx: Db, id: number, limit: number): Promise<number[]> {
  const rows = await tx.execute<{ id: number }>(
    sql`select id::float8 as id from article where provider_id = ${id} order by article.id limit ${limit} for update`,
  );
  return rows.map(({ id }) => id);
}

/** Gives those of these articles that are one provider's to another. Gives which. */
export async function giveArticlesTo(
  tx: Db,
  articleIds: number[],
  { from, to, now }: { from: number; to: number; now: Date },
): Promise<number[]> {
  const rows = await tx.execute<{ id: number }>(sql`
    update article set provider_id = ${to}, version = version + 1, changed_at = ${now.toISOString()}::timestamptz
     where id = any(array(select json_array_elements_text(${JSON.stringify(articleIds)}::json)::bigint))
       and provider_id = ${from} returning id::float8 as id`);
  return rows.map(({ id }) => id);
}

/** Domains that a provider had before. */
export async function formerDomains(db: Db, providerId: number): Promise<string[]> {
  const rows = await db
    .select({ domain: providerRedirect.domain })
    .from(providerRedirect)
    .where(eq(providerRedirect.providerId, providerId))
    .orderBy(asc(providerRedirect.domain));
  return rows.map(({ domain }) => domain);
}

/** Providers by domains that they had before. */
export async function providersOnceAt(db: Db, domains: string[]): Promise<Map<string, ProviderRecord>> {
  if (domains.length === 0) return new Map();
  const rows = await db
    .select({ once: providerRedirect.domain, row: provider })
    .from(providerRedirect)
    .innerJoin(provider, eq(provider.id, providerRedirect.providerId))
    .where(inArray(providerRedirect.domain, domains));
  return new Map(rows.map(({ once, row }) => [once, row]));
}

/** Of these domains those that no provider has, and that lead to this one still; with null, nowhere. */
export async function domainsLeadingTo(db: Db, domains: string[], to: number | null): Promise<string[]> {
  const rows = await db.execute<{ domain: string }>(sql`
    select given.domain from json_array_elements_text(${JSON.stringify(domains)}::json) as given(domain)
      left join provider_redirect once on once.domain = given.domain
     where once.provider_id is not distinct from ${to}::bigint
       and not exists (select 1 from provider own where own.domain = given.domain)`);
  return rows.map(({ domain }) => domain);
}

/** Lets domains lead to a provider; what they led to before is forgotten. */
export async function redirectDomains(tx: Db, domains: string[], providerId: number): Promise<void> {
  if (domains.length === 0) return;
  await tx
    .insert(providerRedirect)
    .values(domains.map((domain) => ({ domain, providerId })))
    .onConflictDoUpdate({ target: providerRedirect.domain, set: { providerId } });
}

/** Takes domains that providers have again off the list. */
export async function forgetDomains(tx: Db, domains: string[]): Promise<void> {
  if (domains.length > 0) await tx.delete(providerRedirect).where(inArray(providerRedirect.domain, domains));
}
