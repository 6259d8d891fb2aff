"use client";

import { useEffect, useState } from "react";

/** As public/sw.js names them. */
const PAGES_CACHE = "gazette-pages-1";
const TITLE_HEADER = "x-kept-title";

type Kept = { path: string; title: string };

/** Pages that the service worker kept, the latest first. */
export function KeptPages({ siteName }: { siteName: string }) {
  const [pages, show] = useState<Kept[] | null>(null);
  useEffect(() => {
    keptPages().then(show, () => show([]));
  }, []);
  if (!pages) return null;
  if (pages.length === 0) return <p>Pages that you read while you are connected are kept.</p>;
  return (
    <>
      <p>Those that you read last were:</p>
      <ul className="kept-pages">
        {pages.map(({ path, title }) => (
          <li key={path}>
            <a className="under" href={path}>
              {withoutSite(title, siteName)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Titles of pages end with the name of the site, which here all of them would. */
const withoutSite = (title: string, siteName: string) =>
  title.endsWith(` · ${siteName}`) ? title.slice(0, -` · ${siteName}`.length) : title;

async function keptPages(): Promise<Kept[]> {
  const cache = await caches.open(PAGES_CACHE);
  const keys = await cache.keys();
  const pages = keys.map(async (request) => {
    const path = new URL(request.url).pathname;
    const title = (await cache.match(request))?.headers.get(TITLE_HEADER);
    return { path, title: title ? decodeURIComponent(title) : path };
  });
  return (await Promise.all(pages)).reverse();
}
