/** Ids of a list of the compatible API at any depth, from an order that is kept in memory and follows changes. */
import { LRUCache } from "lru-cache";
import { type NewsOrder, newsOrder, newsOrderAfter } from "@/lib/api/news-order";
import { articlesIn } from "@/lib/cache-tags";
import { database } from "@/lib/database";
import { cacheClock, expiredSince } from "./page-cache.mjs";

const MAX_BYTES = 48 * 1024 * 1024;
const KEY = Symbol.for("gazette.news-ids");

type Kept = NewsOrder & { seen: number };
type Orders = { kept: LRUCache<string, Kept>; turns: Map<string, Promise<unknown>> };

/** On globalThis, since the bundler makes several copies of a module. */
function orders(): Orders {
  const shared = globalThis as { [KEY]?: Orders };
  return (shared[KEY] ??= {
    kept: new LRUCache({ maxSize: MAX_BYTES, sizeCalculation: ({ order }) => order.bytes }),
    turns: new Map(),
  });
}

/** Ids from `start` on, before `end`, as of now. `topicIds` null: of all articles. */
export function newsIdsAt(topicIds: string[] | null, start: number, end: number): Promise<number[]> {
  const key = JSON.stringify(topicIds?.toSorted() ?? null);
  // One after the other for each list, since an order is changed in place.
  return inTurn(key, async () => (await current(key, topicIds)).order.slice(start, end));
}

async function current(key: string, topicIds: string[] | null): Promise<NewsOrder> {
  const { kept } = orders();
  const { db } = database();
  const known = kept.get(key);
  // If it fails half-way, it is not right any more.
  kept.delete(key);
  const seen = cacheClock();
  const now = new Date();
  const expired = known ? expiredSince(known.seen) : null;
  const order =
    known && expired
      ? await newsOrderAfter(db, known, { changed: articlesIn(expired), topicIds, now })
      : await newsOrder(db, topicIds, now);
  kept.set(key, { ...order, seen });
  return order;
}

function inTurn<T>(key: string, act: () => Promise<T>): Promise<T> {
  const { turns } = orders();
  const result = (turns.get(key) ?? Promise.resolve()).then(act, act);
  turns.set(key, result);
  const forget = () => {
    if (turns.get(key) === result) turns.delete(key);
  };
  result.then(forget, forget);
  return result;
}
