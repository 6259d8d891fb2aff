/**
 * Keeps the public pages that were read last, so that they can be read without a connection. With one, every page comes
 * from the portal: what was kept is only ever shown offline, with a line that says so and when it was read. Of the search
 * it keeps nothing, and only says that there is no connection. The newsroom, signing in and the API are none of its
 * business: it leaves their requests alone.
 */

const PAGES = "gazette-pages-1";
const ASSETS = "gazette-assets-1";
/** The page for what was not kept, with all it needs: it stays when others go. */
const SHELL = "gazette-shell-1";
const OFFLINE = "/offline";
const SEARCH = "/search";
const MAX_PAGES = 60;
const MAX_ASSETS = 160;

const KEPT =
  /^\/(?:(?:older|latest|top|topics|topic|providers|provider|news|archive|reading-list|feeds|about|imprint|privacy|contact)(?:\/.*)?)?$/;
const ASSET = /\/_next\/static\/[\w./~%-]+\.(?:js|css|woff2)/g;

const isKept = (url) => url.origin === location.origin && KEPT.test(url.pathname);

addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const answer = await fetch(OFFLINE, { cache: "no-cache" });
      if (!answer.ok) throw new Error(`${OFFLINE} answered ${answer.status}`);
      await keep(await caches.open(SHELL), OFFLINE, answer, SHELL);
      // It holds no state that an older one could miss, so it need not wait for open pages to close.
      await skipWaiting();
    })(),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const own = [PAGES, ASSETS, SHELL];
      const names = await caches.keys();
      const outdated = names.filter((name) => name.startsWith("gazette-") && !own.includes(name));
      await Promise.all(outdated.map((name) => caches.delete(name)));
      await registration.navigationPreload?.enable();
      await clients.claim();
      // The pages that were opened before there was a worker.
      const open = await clients.matchAll({ type: "window" });
      await Promise.all(open.map(({ url }) => keepAt(new URL(url))));
    })(),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (request.mode === "navigate") {
    if (isKept(url)) event.respondWith(page(event, url));
    else if (url.pathname === SEARCH) event.respondWith(asked(event).catch(offlinePage));
  } else if (url.origin === location.origin && url.pathname.startsWith("/_next/static/") && isFromKept(request)) {
    event.respondWith(asset(event, url));
  }
});

/** A page asks for a page to be kept that it does not show: one that was saved for later. */
addEventListener("message", (event) => {
  if (typeof event.data?.keep === "string") event.waitUntil(keepAt(new URL(event.data.keep, location.origin)));
});

const isFromKept = ({ referrer }) => {
  if (!referrer) return false;
  const url = new URL(referrer);
  // Without a connection the page for it stands at a search's address, too.
  return isKept(url) || url.pathname === OFFLINE || url.pathname === SEARCH;
};

async function page(event, url) {
  let answer;
  try {
    answer = await asked(event);
  } catch {
    return (await keptPage(url)) ?? (await offlinePage());
  }
  event.waitUntil(note(url, answer.clone()));
  return answer;
}

const asked = async (event) => (await event.preloadResponse) ?? (await fetch(event.request));

async function asset(event, url) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keepAsset(url.pathname, answer.clone()));
    return answer;
  } catch (error) {
    const kept = await caches.match(url.pathname, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

async function keepAt(url) {
  if (!isKept(url)) return;
  try {
    await note(url, await fetch(url.pathname, { headers: { accept: "text/html" } }));
  } catch {
    // Without a connection there is nothing to keep.
  }
}

/** Keeps what the portal answered, or forgets what is not there any more. */
async function note(url, answer) {
  const pages = await caches.open(PAGES);
  if (answer.status === 404 || answer.status === 410) await pages.delete(url.pathname);
  if (!answer.ok || answer.redirected || answer.type !== "basic") return;
  if (!answer.headers.get("content-type")?.startsWith("text/html")) return;
  if (/no-store|private/.test(answer.headers.get("cache-control") ?? "")) return;
  await keep(pages, url.pathname, answer, ASSETS);
  await trim(pages, MAX_PAGES);
  await trim(await caches.open(ASSETS), MAX_ASSETS);
}

/** Puts a page at the end of the cache, with its title and the time, and what it needs beside it. */
async function keep(pages, path, answer, assetsName) {
  const html = await answer.text();
  const headers = new Headers(answer.headers);
  // What is kept is text again.
  headers.delete("content-encoding");
  headers.delete("content-length");
  headers.set("x-kept-at", new Date().toISOString());
  headers.set("x-kept-title", encodeURIComponent(titleOf(html)));
  await pages.delete(path, { ignoreVary: true });
  await pages.put(path, new Response(html, { headers }));
  const assets = await caches.open(assetsName);
  const known = new Set((await assets.keys()).map(({ url }) => new URL(url).pathname));
  const wanted = [...new Set(html.match(ASSET) ?? [])].filter((asset) => !known.has(asset));
  await Promise.allSettled(wanted.map((asset) => assets.add(asset)));
}

async function keepAsset(path, answer) {
  const assets = await caches.open(ASSETS);
  if (!(await assets.match(path, { ignoreVary: true }))) await assets.put(path, answer);
}

async function trim(cache, most) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

const titleOf = (html) => {
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";
  const signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
  return title.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name) => signs[name]);
};

/** The page as it was read, with a line above all that says so. */
async function keptPage(url) {
  const kept = await (await caches.open(PAGES)).match(url.pathname, { ignoreVary: true });
  if (!kept) return null;
  const at = new Date(kept.headers.get("x-kept-at"));
  const when = at.toLocaleString(undefined, { dateStyle: "long", timeStyle: "short" });
  const line = `<aside class="kept-note" aria-label="Offline"><p>You are offline. This is the page as it was on <time datetime="${at.toISOString()}">${when}</time>.</p><a href="">Try again</a></aside>`;
  // Below the link to the content, which comes first on every page.
  const html = (await kept.text()).replace(/<a class="skip"[^>]*>[^<]*<\/a>/, (skip) => skip + line);
  return new Response(html, { headers: kept.headers });
}

const offlinePage = async () =>
  (await (await caches.open(SHELL)).match(OFFLINE, { ignoreVary: true })) ?? Response.error();
