import type { FeedItem } from "./item";

const MIN_TTL_MINUTES = 15;
const MAX_TTL_MINUTES = 60;
const MINUTE_MS = 60_000;
/** So many of the newest tell how fast a feed is. */
const RECENT = 10;

/**
 * How long readers may wait before they ask again: half the time between its latest articles, within bounds. Asking more
 * often does no harm: what has not changed is answered 304.
 */
export function ttlMinutes(items: FeedItem[]): number {
  const times = items.slice(0, RECENT).map(({ publishedAt }) => publishedAt.getTime());
  const [newest, oldest] = [times[0], times.at(-1)];
  if (newest === undefined || oldest === undefined || times.length < 2) return MAX_TTL_MINUTES;
  const half = (newest - oldest) / (times.length - 1) / 2 / MINUTE_MS;
  return Math.round(Math.min(MAX_TTL_MINUTES, Math.max(MIN_TTL_MINUTES, half)));
}
