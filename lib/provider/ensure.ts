/** Providers that articles name. */
import type { Db } from "@/db/client";
import { providersOnceAt } from "@/db/provider-changes";
import {
  insertProviders,
  newestOfProviders,
  type ProviderRecord,
  providersByDomain,
  updateProvider,
} from "@/db/providers-write";
import type { GivenProvider } from "../article/fields";
import { same } from "../article/same";
import { chosenLogo } from "./view";

/** A provider as one article gives it. */
export type Mention = GivenProvider & { publishedAt: Date; published: boolean };

/**
 * Ids of providers by domain; those that do not exist yet are made. The newest published article decides on pictures,
 * and on the name unless an organization file gave one; others only while nothing of the provider is published.
 * @returns also the ids of those whose name is another now
 */
export async function ensureProviders(
  tx: Db,
  mentions: Mention[],
): Promise<{ ids: Map<string, number>; renamed: number[]; changed: boolean }> {
  const newest = newestMentions(mentions);
  const domains = [...newest.keys()];
  const existing = await providersByDomain(tx, domains);
  const present = new Set(existing.map(({ domain }) => domain));
  // Articles of a domain that was merged into another provider, or moved, are that provider's.
  const moved = await providersOnceAt(
    tx,
    domains.filter((domain) => !present.has(domain)),
  );
  const known = new Set([...present, ...moved.keys()]);
  const made = await insertProviders(
    tx,
    [...newest.values()]
      .filter(({ domain }) => !known.has(domain))
      .map(({ domain, name, images }) => ({ domain, name, images })),
  );
  const differing = existing.flatMap((row) => {
    const mention = newest.get(row.domain);
    const fields = mention && merged(row, mention);
    return fields ? [{ row, fields, mention }] : [];
  });
  const latest = await newestOfProviders(
    tx,
    differing.map(({ row }) => row.id),
  );
  const updates = differing.filter(({ row, mention }) => {
    const newestPublished = latest.get(row.id);
    return !newestPublished || (mention.published && mention.publishedAt >= newestPublished);
  });
  for (const { row, fields } of updates) await updateProvider(tx, row.id, fields);
  return {
    ids: new Map([
      ...[...moved].map(([domain, { id }]) => [domain, id] as const),
      ...[...existing, ...made].map(({ id, domain }) => [domain, id] as const),
    ]),
    renamed: updates.filter(({ row, fields }) => row.name !== fields.name).map(({ row }) => row.id),
    changed: updates.length > 0 || made.length > 0,
  };
}

/** What the mention changes in the row; null for nothing. */
function merged(row: ProviderRecord, mention: Mention): Pick<ProviderRecord, "name" | "images"> | null {
  const isNamed = mention.name !== mention.domain;
  const name = row.file === null && isNamed ? mention.name : row.name;
  const isChosen = chosenLogo(row.images) !== undefined;
  const images = mention.images.length > 0 && !isChosen ? mention.images : row.images;
  return name === row.name && same(images, row.images) ? null : { name, images };
}

function newestMentions(mentions: Mention[]): Map<string, Mention> {
  const newest = new Map<string, Mention>();
  for (const mention of mentions) {
    const other = newest.get(mention.domain);
    if (!other) newest.set(mention.domain, mention);
    else {
      const [later, earlier] = isNewer(mention, other) ? [mention, other] : [other, mention];
      const name = later.name === later.domain ? earlier.name : later.name;
      newest.set(mention.domain, { ...later, name, images: later.images.length > 0 ? later.images : earlier.images });
    }
  }
  return newest;
}

const isNewer = (a: Mention, b: Mention) =>
  a.published === b.published ? a.publishedAt >= b.publishedAt : a.published;
