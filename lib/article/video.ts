/** Reads who hosts a video and its id. An embed code itself is never shown: it is anybody's HTML. */
import type { Video } from "../reading/types";

const HOSTS: [Video["host"], RegExp][] = [
  ["youtube", /^https?:\/\/(?:www\.)?(?:youtube(?:-nocookie)?\.com\/embed\/|youtu\.be\/)([\w-]{11})(?:[?&#/]|$)/],
  ["vimeo", /^https?:\/\/player\.vimeo\.com\/video\/(\d{1,12})(?:[?&#/]|$)/],
  ["youtube", /^https?:\/\/(?:www\.|m\.)?youtube\.com\/watch\?(?:[^#]*&)?v=([\w-]{11})(?:[&#]|$)/],
  // What follows the number is the key of an unlisted video, without which it does not play.
  ["vimeo", /^https?:\/\/(?:www\.)?vimeo\.com\/(\d{1,12})\/?(?:[?#]|$)/],
];

type Source = { type: string; featuredContent: string | null; webUrl: string | null; originalUrl: string | null };

/** The video of an article: that in its embed code, else, if a video is what it is, the one that it links to. */
export function videoOf({ type, featuredContent, webUrl, originalUrl }: Source): Video | null {
  const embedded = videoIn(featuredContent);
  return embedded || type !== "video" ? embedded : (videoAt(webUrl) ?? videoAt(originalUrl));
}

/** The video in an embed code such as `<iframe src="https://www.youtube.com/embed/…">`, or null. */
function videoIn(embedCode: string | null): Video | null {
  const source = embedCode?.match(/\ssrc\s*=\s*["']?\s*([^"'\s>]+)/i)?.[1];
  return videoAt(source?.startsWith("//") ? `https:${source}` : source);
}

function videoAt(address: string | null | undefined): Video | null {
  for (const [host, pattern] of HOSTS) {
    const id = address?.match(pattern)?.[1];
    if (id) return { host, id };
  }
  return null;
}
