/** Makes stories of `related` lists: articles that list one another, directly or through others, are one story. */

import { putEntries } from "@/db/article-files";
import { articlesByKey, insertArticles, reserveArticleIds } from "@/db/article-rows";
import type { Db } from "@/db/client";
import { goneAmong } from "@/db/gone";
import { mergeStories, moveToStories, openStories } from "@/db/stories-write";
import { keyOf, type RelatedEntry } from "../article/fields";
import { Components } from "../story/components";
import { entryRow } from "./merge";

/** An article and what its file lists that it did not list before. */
export type Listing = { articleId: number; storyId: number | null; entries: RelatedEntry[] };

type Node = { id: number; storyId: number | null };
type Related = {
  /** To settle. */
  storyIds: number[];
  /** Merged into others: they are no more. */
  absorbedIds: number[];
  createdIds: number[];
  /** Articles that were in no story. */
  movedIds: number[];
};

/**
 * Puts each article and those it lists into one story; entries that are no article yet become coverage without a file.
 */
export async function relate(tx: Db, listings: Listing[], providerIds: Map<string, number>): Promise<Related> {
  const entries = new Map(listings.flatMap((listing) => listing.entries.map((entry) => [entry.key, entry] as const)));
  for (const key of await goneAmong(tx, [...entries.keys()])) entries.delete(key);
  if (entries.size === 0) return { storyIds: [], absorbedIds: [], createdIds: [], movedIds: [] };
  const known = await nodesByKey(tx, [...entries.keys()]);
  const missing = [...entries.values()].filter(({ key }) => !known.has(key));
  const created = await createCoverage(tx, missing, providerIds);

  // Articles of one story are joined already: that story is their node.
  const components = new Components<Node>(({ id, storyId }) =>
    storyId === null ? `article ${id}` : `story ${storyId}`,
  );
  for (const { articleId, storyId, entries: listed } of listings) {
    const self = { id: articleId, storyId };
    for (const { key } of listed) {
      const made = created.get(key);
      const other = chosen(known.get(key) ?? (made ? [made] : []), self);
      if (other) components.join(self, other);
    }
  }
  const written = await writeComponents(tx, components.all());
  return { ...written, createdIds: [...created.values()].map(({ id }) => id) };
}

/** Several articles may have the address: one of the same story comes first, then the one that came first. */
function chosen(candidates: Node[], self: Node): Node | undefined {
  const others = candidates.filter(({ id }) => id !== self.id);
  return others.find(({ storyId }) => storyId !== null && storyId === self.storyId) ?? others[0];
}

async function nodesByKey(tx: Db, keys: string[]): Promise<Map<string, Node[]>> {
  const found = new Map<string, Node[]>();
  for (const row of await articlesByKey(tx, keys)) {
    const key = keyOf(row) as string;
    const node = { id: row.id, storyId: row.storyId };
    const others = found.get(key);
    if (others) others.push(node);
    else found.set(key, [node]);
  }
  return found;
}

async function createCoverage(
  tx: Db,
  entries: RelatedEntry[],
  providerIds: Map<string, number>,
): Promise<Map<string, Node>> {
  const ids = await reserveArticleIds(tx, entries.length);
  const placed = entries.map((entry, index) => ({ entry, id: ids[index] as number }));
  await insertArticles(
    tx,
    placed.map(({ entry, id }) =>
      entryRow(entry, { id, providerId: providerIds.get(entry.provider.domain) as number }),
    ),
  );
  await putEntries(
    tx,
    placed.map(({ entry, id }) => ({ articleId: id, entry: entry.raw })),
  );
  return new Map(placed.map(({ entry, id }) => [entry.key, { id, storyId: null }]));
}

/** Gives each component one story: the oldest of those its articles had, or a new one. */
async function writeComponents(tx: Db, components: Node[][]): Promise<Omit<Related, "createdIds">> {
  const plans = components.map((nodes) => ({
    nodes,
    storyIds: [...new Set(nodes.flatMap(({ storyId }) => storyId ?? []))].sort((a, b) => a - b),
  }));
  const opened = await openStories(tx, plans.filter(({ storyIds }) => storyIds.length === 0).length);
  const stories: number[] = [];
  const absorbed: number[] = [];
  const moves: { id: number; storyId: number }[] = [];
  for (const { nodes, storyIds } of plans) {
    const [first = opened.shift() as number, ...others] = storyIds;
    await mergeStories(tx, first, others);
    moves.push(...nodes.filter(({ storyId }) => storyId === null).map(({ id }) => ({ id, storyId: first })));
    stories.push(first);
    absorbed.push(...others);
  }
  await moveToStories(tx, moves);
  return { storyIds: stories, absorbedIds: absorbed, movedIds: moves.map(({ id }) => id) };
}
