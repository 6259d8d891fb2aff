/**
 * Next's page cache, in memory: bounded, exact after a change, and empty after a start, so that nothing stale survives
 * a restart. Next loads this file itself (`cacheHandler` in next.config.ts), outside its bundles, while the app imports
 * a bundled copy; what they share hangs on globalThis.
 *
 * A page tells what it depends on through its tags. Besides the names in lib/cache-tags.ts there are these marks:
 * `read-N` (the invalidation it has certainly seen), `until-T` (when its content changes by itself, in ms since 1970),
 * `gone` (answer 410) and `missing` (answer 404): what Next's own `notFound()` renders is empty without JavaScript.
 */
import { promisify } from "node:util";
import { gunzipSync, gzip } from "node:zlib";
import etags from "next/dist/server/lib/etag.js";
import { SHARED } from "./cache-control.mjs";
import { hashPolicy } from "./content-policy.mjs";
import { PageStore } from "./page-store.mjs";

/** Until the setting is known (limitPages). */
const MAX_PAGES_MB = 96;
/** Above this many remembered tags the oldest pages may go rather than the memory. */
const MAX_TAGS = 100_000;
const TAGS_HEADER = "x-next-cache-tags";
/** Of an entry besides its content, and of each of its tags. */
const ENTRY_OVERHEAD_BYTES = 2048;
const TAG_OVERHEAD_BYTES = 64;
/** Longer than the database lets any query of a page run (lib/database.ts): a render that takes longer has failed. */
const RENDER_LIMIT_MS = 30_000;
const MAX_DECODINGS = 5;

/**
 * A page as it is sent, always compressed: `sent` are its headers, once they were seen (kept-page.ts).
 * @typedef {{ gzip: Buffer, etag: string, status: number, sent: Record<string, string> | null }} KeptPage
 * @typedef {{ value: any, page: KeptPage | null, lastModified: number, tags: string[], read: number, until: number, size: number }} Entry
 * @typedef {{ began: number, at: number, ended: Promise<void>, end: () => void }} Render
 * @typedef {{ pages: PageStore<Entry>, renders: Map<string, Render>, expired: Map<string, number>, all: number, clock: number, hits: number, misses: number }} State
 */

const KEY = Symbol.for("gazette.page-cache");

/** @returns {State} */
function state() {
  const shared = /** @type {Record<symbol, State | undefined>} */ (/** @type {unknown} */ (globalThis));
  return (shared[KEY] ??= {
    pages: new PageStore(MAX_PAGES_MB),
    renders: new Map(),
    expired: new Map(),
    all: 0,
    clock: 0,
    hits: 0,
    misses: 0,
  });
}

/** How much memory pages, feeds and answers may take; what was kept is let go. @param {number} megabytes */
export function limitPages(megabytes) {
  state().pages = new PageStore(megabytes);
}

/** How often what is kept answered, and how often it had to be made, since the start. */
export const cacheHits = () => ({ hits: state().hits, misses: state().misses });

/** What is kept, in bytes, and how many. */
export const keptSize = () => state().pages.filled;

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
    cache.pages.clear();
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

/**
 * What a page is kept by: its path, as Next writes it. Of Next's keys the beginning says which route it is, and there is
 * one for each path.
 * @param {string} key
 */
const nameOf = (key) => key.replace(/^\/route-cache\/[A-Z_]+\/[0-9a-f]+\/\$/, "");

/**
 * Keeps an entry, unless what is there was read later: slow work must not replace newer.
 * @param {string} name
 * @param {Entry} entry
 */
function keep(name, entry) {
  const { pages } = state();
  if ((pages.peek(name)?.read ?? -1) <= entry.read) pages.set(name, entry);
}

/** @param {Entry | undefined} entry */
const trueNow = (entry) => (entry && isFresh(entry.tags, entry.read, entry.until) ? entry : null);

/** @param {string} path */
const nameOfPath = (path) => (path === "/" ? "/index" : path);

/** The page at an address, for a reader; null where none is kept, or it is not true any more. @param {string} path */
export function keptPage(path) {
  const page = trueNow(state().pages.get(nameOfPath(path)))?.page ?? null;
  // Without its headers Next answers, who asks for it again.
  if (page?.sent) state().hits += 1;
  return page;
}

/** The same for whoever is no reader. @param {string} path */
export const seenPage = (path) => trueNow(state().pages.peek(nameOfPath(path)))?.page ?? null;

/** @param {string[]} tags */
function marks(tags) {
  /** @param {string} prefix @param {number} none */
  const lowest = (prefix, none) =>
    tags.reduce((low, tag) => (tag.startsWith(prefix) ? Math.min(low, Number(tag.slice(prefix.length))) : low), none);
  return { read: lowest("read-", Number.POSITIVE_INFINITY), until: lowest("until-", Number.POSITIVE_INFINITY) };
}

/**
 * @param {number} bytes
 * @param {string[]} tags
 */
const sizeOf = (bytes, tags) => bytes + ENTRY_OVERHEAD_BYTES + tags.length * TAG_OVERHEAD_BYTES;

/**
 * A value that is remembered and still true; undefined where there is none.
 * @param {string} key
 */
export function recalled(key) {
  const known = trueNow(state().pages.get(key));
  if (known) state().hits += 1;
  return known?.value;
}

/**
 * Remembers a value that was made already, under tags like a page.
 * @param {string} key
 * @param {any} value
 * @param {{ tags: string[], read: number, until: number, size: number }} lasts `read`: the clock before anything was read for it
 */
export function keepValue(key, value, { tags, read, until, size }) {
  state().misses += 1;
  keep(key, { value, page: null, lastModified: Date.now(), tags, read, until, size: sizeOf(size, tags) });
}

const zipped = promisify(gzip);

/**
 * What is kept of a rendered page: no more than is ever asked for, which is the page itself. No link of a public page
 * asks for the data or the segments that Next makes beside it, and whoever does is given the page (incoming.ts).
 * @param {any} value
 * @returns {Promise<{ value: any, page: KeptPage | null, bytes: number }>}
 */
async function packed({ html, rscData: _data, segmentData: _segments, ...value }) {
  if (typeof html !== "string") return { value, page: null, bytes: value.body?.length ?? 0 };
  const page = {
    gzip: await zipped(html),
    // As Next makes it, so that it is the same whoever answers.
    etag: etags.generateETag(html),
    status: value.status ?? 200,
    sent: null,
  };
  return { value, page, bytes: page.gzip.length };
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
      keep(key, { value, page: null, lastModified: Date.now(), tags, read, until, size: sizeOf(size, tags) });
      return value;
    })
    .finally(() => pending.delete(attempt));
  pending.set(attempt, making);
  return making;
}

/**
 * @param {string} key
 * @param {any} value
 */
async function keepRendered(key, value) {
  if (value?.kind !== "APP_PAGE" && value?.kind !== "APP_ROUTE") return;
  // What else a render reads, such as the settings of the site, it may have read at its very beginning.
  const began = state().renders.get(pageAt(key))?.began ?? Number.POSITIVE_INFINITY;
  const tags = String(value.headers?.[TAGS_HEADER] ?? "").split(",");
  // Next's own default would let caches between keep a page for a year.
  Object.assign(value.headers, SHARED);
  if (typeof value.html === "string") value.headers["content-security-policy"] = hashPolicy(value.html);
  const { read, until } = marks(tags);
  if (tags.includes("gone")) value.status = 410;
  if (tags.includes("missing")) value.status = 404;
  // A page that read no data (Next's own 404) can't change before the next start, and addresses nobody knows must
  // not push out pages that people read.
  if (value.status === 404 || read === Number.POSITIVE_INFINITY) return state().pages.delete(nameOf(key));
  const { bytes, ...kept } = await packed(value);
  const lasts = { tags, read: Math.min(read, began), until };
  keep(nameOf(key), { ...kept, ...lasts, lastModified: Date.now(), size: sizeOf(bytes, tags) });
}

export default class PageCache {
  /**
   * @param {string} key
   * @param {{ kind?: string }} [context]
   */
  async get(key, context) {
    const entry = trueNow(state().pages.get(nameOf(key)));
    if (entry) {
      state().hits += 1;
      const { value, page, lastModified } = entry;
      return { value: page ? { ...value, html: gunzipSync(page.gzip).toString() } : value, lastModified };
    }
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
    try {
      await keepRendered(key, value);
    } finally {
      // Not before: until we are done, Next lets requests join this render.
      if (value?.kind !== "FETCH") endRender(key);
    }
  }

  /** Next's own calls end up in the same place as ours. @param {string | string[]} tags */
  async revalidateTag(tags) {
    expireTags([tags].flat());
  }

  resetRequestCache() {}
}
