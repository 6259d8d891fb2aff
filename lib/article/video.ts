/** Reads who hosts an embedded video and its id. The embed code itself is never shown: it is anybody's HTML. */
import type { Video } from "../reading/types";

const HOSTS: [Video["host"], RegExp][] = [
  ["youtube", /^https?:\/\/(?:www\.)?(?:youtube(?:-nocookie)?\.com\/embed\/|youtu\.be\/)([\w-]{11})(?:[?&#/]|$)/],
  ["vimeo", /^https?:\/\/player\.vimeo\.com\/video\/(\d{1,12})(?:[?&#/]|$)/],
];

/** The video in an embed code such as `<iframe src="https://www.youtube.com/embed/…">`, or null. */
export function videoOf(featuredContent: string | null): Video | null {
  const source = featuredContent?.match(/\ssrc\s*=\s*["']?\s*([^"'\s>]+)/i)?.[1];
  if (!source) return null;
  const address = source.startsWith("//") ? `https:${source}` : source;
  for (const [host, pattern] of HOSTS) {
    const id = address.match(pattern)?.[1];
    if (id) return { host, id };
  }
  return null;
}
