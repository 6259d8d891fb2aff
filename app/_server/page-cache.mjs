/**
 * Next's page cache, in memory: bounded, exact after a change, and empty after a start, so that nothing stale survives
 * a restart. Next loads this file itself (`cacheHandler` in next.config.ts), outside its bundles, while the app imports
 * a bundled copy; what they share hangs on globalThis.
 *
 * A page tells what it depends on through its tags. Besides the names in lib/cache-tags.ts there are these marks:
 * `read-N` (the invalidation it has certainly seen), `until-T` (when its content changes by itself, in ms since 1970),
 * `gone` (answer 410) and `missing` (answer 404): what Next's own `notFound()` renders is empty without JavaScript.
 */
import { LRUCache } from "lru-cache";

const MAX_PAGES_BYTES = 192 * 1024 * 1024;
/** Older pages and feeds with parameters have addresses without number, so they may push out only each other. */
const MAX_DEEP_PAGES_BYTES = 32 * 1024 * 1024;
/** Above this many remembered tags the oldest pages may go rather than the memory. */
const MAX_TAGS = 100_000;
const TAGS_HEADER = "x-next-cache-tags";
/** Browsers ask each time, and mostly get a 304; Next's own default would let shared caches keep a page for a year. */
const CACHE_CONTROL = "public, max-age=0, must-revalidate";
const ENTRY_OVERHEAD_BYTES = 2048;
/** Longer than the database lets any query of a page run (lib/database.ts): a render that takes longer has failed. */
const RENDER_LIMIT_MS = 30_000;
const MAX_DECODINGS = 5;

/**
 * @typedef {{ value: any, lastModified: number, tags: string[], read: number, until: number, size: number }} Entry
 * @typedef {{ began: number, at: number, ended: Promise<void>, end: () => void }} Render
 * @typedef {{ entries: LRUCache<string, Entry>, deep: LRUCache<string, Entry>, renders: Map<string, Render>, expired: Map<string, number>, all: number, clock: number, hits: number, misses: number }} State
 */

const KEY = Symbol.for("gazette.page-cache");

/** @returns {State} */
function state() {
  const shared = /** @type {Record<symbol, State | undefined>} */ (/** @type {unknown} */ (globalThis));
  return (shared[KEY] ??= {
    entries: new LRUCache({ maxSize: MAX_PAGES_BYTES, sizeCalculation: (entry) => entry.size }),
    deep: new LRUCache({ maxSize: MAX_DEEP_PAGES_BYTES, sizeCalculation: (entry) => entry.size }),
    renders: new Map(),
    expired: new Map(),
    all: 0,
    clock: 0,
    hits: 0,
    misses: 0,
  });
}

/** What is kept, and how often that answered since the start. A feed that is kept counts as well. */
export function cacheFigures() {
  const { entries, deep, expired, hits, misses, clock } = state();
  const kept = { entries: entries.size + deep.size, bytes: entries.calculatedSize + deep.calculatedSize };
  return {
    ...kept,
    maxBytes: MAX_PAGES_BYTES + MAX_DEEP_PAGES_BYTES,
    hits,
    misses,
    changes: clock,
    tags: expired.size,
  };
}

/** The number of invalidations so far: a read that begins now has seen them all. */
export function cacheClock() {
  return state().clock;
}

/**
 * Makes every page that depends on one of these tags be rendered anew at its next request; `*` stands for all pages.
 * @param {Iterable<string>} tags
 */
export function expireTags(tags) {
  const cache = state();
  cache.clock += 1;
  for (const tag of tags) {
    if (tag === "*") cache.all = cache.clock;
    else cache.expired.set(tag, cache.clock);
  }
  if (cache.all === cache.clock || cache.expired.size > MAX_TAGS) {
    cache.all = cache.clock;
    cache.expired.clear();
    cache.entries.clear();
    cache.deep.clear();
  }
}

/**
 * The tags that were made stale since `clock`; null: all of them were.
 * @param {number} clock
 * @returns {string[] | null}
 */
export function expiredSince(clock) {
  const cache = state();
  if (cache.all > clock) return null;
  if (cache.clock === clock) return [];
  return [...cache.expired].filter(([, at]) => at > clock).map(([tag]) => tag);
}

/**
 * The page that a request's address or a key of Next's stands for, written one way: keys are `…/$` and the address
 * decoded but for some signs. Two pages written alike would only wait for each other.
 * @param {string} address
 */
function pageAt(address) {
  let page = address.split("/$").at(-1)?.split("?", 1)[0] ?? "";
  for (let times = 0; times < MAX_DECODINGS && page.includes("%"); times++) {
    try {
      page = decodeURIComponent(page);
    } catch {
      break;
    }
  }
  return page.replace(/(?:\.segments\/.*|\.rsc)$/, "").replace(/\/(?:index\/?)?$/, "") || "/";
}

/**
 * When the page's render that began before the latest change has ended; null if there is none. Next lets a request
 * join a render of the same page that is under way, so a request that comes after a change must not start before then.
 * @param {string} url the path, with or without what follows `?`
 * @returns {Promise<void> | null}
 */
export function renderBeforeChange(url) {
  const { renders, clock } = state();
  if (renders.size === 0) return null;
  const render = renders.get(pageAt(url));
  if (!render || render.began === clock) return null;
  const left = render.at + RENDER_LIMIT_MS - Date.now();
  if (left <= 0) return null;
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, left);
    render.ended.then(() => {
      clearTimeout(limit);
      // One turn later, when Next has handed the page to those who waited for it and forgotten the render.
      setImmediate(resolve);
    });
  });
}

/** @param {string} key */
function beginRender(key) {
  const { renders, clock } = state();
  const page = pageAt(key);
  endRender(page);
  // The oldest come first.
  for (const [other, { at }] of renders) {
    if (at > Date.now() - RENDER_LIMIT_MS) break;
    endRender(other);
  }
  let end = () => {};
  const ended = /** @type {Promise<void>} */ (new Promise((resolve) => (end = resolve)));
  renders.set(page, { began: clock, at: Date.now(), ended, end });
}

/**
 * The page's render has ended: Next has come back with it, or told that it failed.
 * @param {string} address the page's, or Next's key for it
 */
export function endRender(address) {
  const { renders } = state();
  const page = pageAt(address);
  renders.get(page)?.end();
  renders.delete(page);
}

/**
 * @param {string[]} tags
 * @param {number} read
 * @param {number} until
 */
function isFresh(tags, read, until) {
  const cache = state();
  if (cache.all > read || Date.now() >= until) return false;
  return tags.every((tag) => (cache.expired.get(tag) ?? 0) <= read);
}

/** @param {string} key */
const storeOf = (key) => (/\/older\/|\/feeds\/read\/|\?/.test(key) ? state().deep : state().entries);

/**
 * Keeps an entry, unless what is there was read later: slow work must not replace newer.
 * @param {string} key
 * @param {Entry} entry
 */
function keep(key, entry) {
  const entries = storeOf(key);
  if ((entries.get(key)?.read ?? -1) <= entry.read) entries.set(key, entry);
}

/** @param {string[]} tags */
function marks(tags) {
  /** @param {string} prefix @param {number} none */
  const lowest = (prefix, none) =>
    tags.reduce((low, tag) => (tag.startsWith(prefix) ? Math.min(low, Number(tag.slice(prefix.length))) : low), none);
  return { read: lowest("read-", Number.POSITIVE_INFINITY), until: lowest("until-", Number.POSITIVE_INFINITY) };
}

/** @param {any} value */
function sizeOf(value) {
  const body = value.html ?? value.body ?? "";
  let bytes =
    ENTRY_OVERHEAD_BYTES + (typeof body === "string" ? body.length * 2 : body.length) + (value.rscData?.length ?? 0);
  for (const segment of value.segmentData?.values() ?? []) bytes += segment.length;
  return bytes;
}

/**
 * A value that is remembered and still true; undefined where there is none.
 * @param {string} key
 */
export function recalled(key) {
  const known = storeOf(key).get(key);
  if (!known || !isFresh(known.tags, known.read, known.until)) return undefined;
  state().hits += 1;
  return known.value;
}

/** Values being made, so that many requests at once make one. */
const pending = /** @type {Map<string, Promise<any>>} */ (new Map());

/**
 * A value remembered under tags like a page (for feeds and the like, which Next does not keep), unless it is `missing`.
 * @template T
 * @param {string} key
 * @param {() => Promise<{ value: T, tags: string[], size: number }>} make
 * @returns {Promise<T>}
 */
export async function remembered(key, make) {
  const known = recalled(key);
  if (known !== undefined) return known;
  const read = cacheClock();
  // What was begun before an invalidation must not answer requests that come after it.
  const attempt = `${read} ${key}`;
  const running = pending.get(attempt);
  if (running) return running;
  state().misses += 1;
  const making = make()
    .then(({ value, tags, size }) => {
      const { until } = marks(tags);
      if (tags.includes("missing")) return value;
      keep(key, { value, lastModified: Date.now(), tags, read, until, size: size + ENTRY_OVERHEAD_BYTES });
      return value;
    })
    .finally(() => pending.delete(attempt));
  pending.set(attempt, making);
  return making;
}

export default class PageCache {
  /**
   * @param {string} key
   * @param {{ kind?: string }} [context]
   */
  async get(key, context) {
    const entries = storeOf(key);
    const entry = entries.get(key);
    if (entry && isFresh(entry.tags, entry.read, entry.until)) {
      state().hits += 1;
      return { value: entry.value, lastModified: entry.lastModified };
    }
    entries.delete(key);
    state().misses += 1;
    // Next renders the page now, and comes back with it to `set`.
    if (context?.kind === "APP_PAGE" || context?.kind === "APP_ROUTE") beginRender(key);
    return null;
  }

  /**
   * @param {string} key
   * @param {any} value
   */
  async set(key, value) {
    // What else a render reads, such as the settings of the site, it may have read at its very beginning.
    const began = state().renders.get(pageAt(key))?.began ?? Number.POSITIVE_INFINITY;
    if (value?.kind !== "FETCH") endRender(key);
    if (value?.kind !== "APP_PAGE" && value?.kind !== "APP_ROUTE") return;
    const tags = String(value.headers?.[TAGS_HEADER] ?? "").split(",");
    value.headers["cache-control"] = CACHE_CONTROL;
    const { read, until } = marks(tags);
    if (tags.includes("gone")) value.status = 410;
    if (tags.includes("missing")) value.status = 404;
    // A page that read no data (Next's own 404) can't change before the next start, and addresses nobody knows must
    // not push out pages that people read.
    if (value.status === 404 || read === Number.POSITIVE_INFINITY) return;
    keep(key, { value, lastModified: Date.now(), tags, read: Math.min(read, began), until, size: sizeOf(value) });
  }

  /** Next's own calls end up in the same place as ours. @param {string | string[]} tags */
  async revalidateTag(tags) {
    expireTags([tags].flat());
  }

  resetRequestCache() {}
}
