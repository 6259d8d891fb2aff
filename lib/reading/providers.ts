import { eq } from "drizzle-orm";
import { lists, pageOfIds } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { providerCounts, providersWithCounts } from "@/db/news-counts";
import { hasLogo } from "@/db/pictures";
import { providersOnceAt } from "@/db/provider-changes";
import { provider } from "@/db/schema";
import { providerOf } from "../article/card";
import { ARTICLES_TAG, FRAME_TAG, providerTag } from "../cache-tags";
import { leadsSince } from "./leads";
import { datesOf, pageOf } from "./page";
import type { Read } from "./read";
import { cardsByIds } from "./stories";
import type { Card, Page, ProviderCount, ProviderRef } from "./types";

const RECENT = 3;

export type ProviderHead = ProviderRef & {
  description: string | null;
  articles: number;
  leads: number;
  since: Date | null;
};

type ProviderRead = { provider: ProviderHead | null; page: Page<Card> | null; movedTo: string | null };

/** One provider. `movedTo`: the domain of the provider that has gone by this one. */
export async function providerPage(
  db: Db,
  now: Date,
  domain: string,
  cursor: string | null,
): Promise<Read<ProviderRead>> {
  const [row] = await db.select().from(provider).where(eq(provider.domain, domain));
  if (!row) {
    const movedTo = (await providersOnceAt(db, [domain])).get(domain)?.domain ?? null;
    return { value: { provider: null, page: null, movedTo }, tags: [FRAME_TAG], dates: [] };
  }
  const [isLogoReady, counts, page] = await Promise.all([
    hasLogo(db, row.id),
    providerCounts(db, row.id, now, leadsSince(now)),
    pageOf(db, { list: lists.provider(row.id), now, cursor, byIds: cardsByIds }),
  ]);
  const { id: providerId, name, images: providerImages } = row;
  const head = providerOf({ providerId, domain: row.domain, provider: name, providerImages, isLogoReady });
  return {
    value: {
      provider: {
        ...head,
        description: row.description,
        articles: counts.articles,
        leads: counts.leads,
        since: counts.first === null ? null : new Date(counts.first),
      },
      page,
      movedTo: null,
    },
    tags: [FRAME_TAG, providerTag(row.id)],
    dates: datesOf(page?.items ?? []),
  };
}

export async function providersPage(db: Db, now: Date): Promise<Read<{ providers: ProviderCount[] }>> {
  const rows = await providersWithCounts(db, now, leadsSince(now));
  return {
    value: { providers: rows.map((row) => ({ ...providerOf(row), articles: row.articles, leads: row.leads })) },
    tags: [ARTICLES_TAG, FRAME_TAG],
    dates: [],
  };
}

/** What an article's page says of its provider. */
export async function providerAside(db: Db, providerId: number, now: Date, except: number) {
  const [counts, { ids }] = await Promise.all([
    providerCounts(db, providerId, now, leadsSince(now)),
    pageOfIds(db, lists.provider(providerId), { now, cursor: null, size: RECENT + 1 }),
  ]);
  const recent = await cardsByIds(db, ids.filter((id) => id !== except).slice(0, RECENT), now);
  return {
    articles: counts.articles,
    leads: counts.leads,
    since: counts.first === null ? null : new Date(counts.first),
    recent,
  };
}
