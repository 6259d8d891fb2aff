/**
 * How long others may keep what we keep: pages, feeds and lists of the API. docs/speed.md has the reasons. A module of
 * its own without types, since page-cache.mjs needs it before anything is compiled.
 */

/**
 * Browsers ask each time, as `must-revalidate` forbids them `stale-while-revalidate` (RFC 9111, 5.2.2.2). Caches in
 * front may answer for a second, and for one more while they ask anew.
 */
const CACHE_CONTROL = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, must-revalidate";
/** For caches of content delivery networks alone (RFC 9213), which therefore need not obey what is for browsers. */
const CDN_CACHE_CONTROL = "public, max-age=1, stale-while-revalidate=9, stale-if-error=86400";

/** Only what has this header is kept by the proxy in deploy/nginx. */
export const SHARED_MARK = "cdn-cache-control";

/** The headers of what anybody may keep. */
export const SHARED = { "cache-control": CACHE_CONTROL, [SHARED_MARK]: CDN_CACHE_CONTROL };

/** For what tells where something is now, or that it is not here: browsers would keep a permanent redirect for good. */
export const ASKED_EACH_TIME = { "cache-control": "public, max-age=0, must-revalidate" };
