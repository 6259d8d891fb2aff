/** Who is told of changes beside webhooks, from the settings. */
import type { Settings } from "../env";

/** Shared by the search engines that take part. https://www.indexnow.org/documentation */
export const INDEXNOW_ENDPOINT = "https://api.indexnow.org/indexnow";

export type Receivers = {
  siteUrl: string;
  /** The WebSub hub; null: none. */
  hub: string | null;
  indexNow: { endpoint: string; key: string } | null;
};

export function receiversOf({ SITE_URL: siteUrl, WEBSUB_HUB, INDEXNOW_KEY }: Settings): Receivers {
  const isIndexed = INDEXNOW_KEY !== undefined && isKnownOutside(siteUrl);
  return {
    siteUrl,
    hub: WEBSUB_HUB ?? null,
    indexNow: isIndexed ? { endpoint: INDEXNOW_ENDPOINT, key: INDEXNOW_KEY } : null,
  };
}

/** Search engines refuse, and may take amiss, addresses that are nobody's outside. */
function isKnownOutside(siteUrl: string): boolean {
  const { hostname } = new URL(siteUrl);
  return hostname.includes(".") && !/(^|\.)localhost$|^[\d.]+$|^\[/.test(hostname);
}
