/** Providers as the newsroom lists them. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { isLogoReadyOf } from "./pictures";
import type { Image } from "./schema";

export type ListedProvider = {
  id: number;
  domain: string;
  name: string;
  images: Image[];
  isLogoReady: boolean;
  published: number;
  /** What its last published articles mostly got. */
  usualQuality: number | null;
  lastAt: Date | null;
};

/** Of so many of its newest published articles is a provider's usual quality the median. */
const USUAL_OF = 50;

/** A page of providers by name, after the one with the id `after`. One more than `limit` when there are others. */
export async function providerPage(
  db: Db,
  words: string[],
  { after, limit }: { after: number | null; limit: number },
): Promise<ListedProvider[]> {
  const conditions: SQL[] = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
    return sql`(name ilike ${pattern} or domain ilike ${pattern})`;
  });
  if (after !== null) {
    conditions.push(sql`(lower(name), id) > (select lower(name), id from provider where id = ${after})`);
  }
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const rows = await db.execute<Omit<ListedProvider, "lastAt"> & { lastMs: number | null }>(sql`
    select page.id::float8 as id, domain, name, images, ${isLogoReadyOf(sql`images`)} as "isLogoReady", coalesce(counted.published, 0)::int as published,
           usual.quality::int as "usualQuality", (extract(epoch from usual.last) * 1000)::float8 as "lastMs"
      from (select id, domain, name, images from provider ${where} order by lower(name), id limit ${limit + 1}) page
      left join lateral (
        select count(*) as published from article where provider_id = page.id and state = 'published') counted on true
      left join lateral (
        select percentile_disc(0.5) within group (order by quality) as quality, max(published_at) as last
          from (select quality, published_at from article where provider_id = page.id and state = 'published'
                 order by published_at desc limit ${USUAL_OF}) newest) usual on true
     order by lower(name), page.id`);
  return rows.map(({ lastMs, ...row }) => ({ ...row, lastAt: lastMs === null ? null : new Date(lastMs) }));
}

/** How many articles of a provider are in each state, and what the published ones mostly got. */
export async function providerTally(db: Db, id: number) {
  const [row] = await db.execute<{ queued: number; published: number; unpublished: number; usual: number | null }>(sql`
    select (count(*) filter (where state = 'queued'))::int as queued,
           (count(*) filter (where state = 'published'))::int as published,
           (count(*) filter (where state = 'unpublished'))::int as unpublished,
           (percentile_disc(0.5) within group (order by quality) filter (where state = 'published'))::int as usual
      from article where provider_id = ${id}`);
  return row ?? { queued: 0, published: 0, unpublished: 0, usual: null };
}

/** Providers that may be the same as one: those with the nearest names and domains. */
export async function similarProviders(
  db: Db,
  { id, name, domain }: { id: number; name: string; domain: string },
  limit: number,
) {
  return db.execute<{ domain: string; name: string }>(sql`
    select domain, name from provider where id <> ${id}
     order by greatest(similarity(name, ${name}), similarity(domain, ${domain})) desc, name limit ${limit}`);
}
