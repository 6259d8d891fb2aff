import type { FetchedPicture } from "@/db/feed-pictures";

/** A picture as a file that comes with an item: length in bytes. */
export type Enclosure = { url: string; type: string; length: number };

const TYPES: Record<string, string> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  avif: "image/avif",
};

/**
 * The picture at its own address, where its length and type are known; else null. What was fetched before types were
 * noted has that of its ending.
 */
export function enclosureOf(url: string, fetched: FetchedPicture | undefined): Enclosure | null {
  if (!fetched || !URL.canParse(url)) return null;
  const ending = new URL(url).pathname.split(".").at(-1)?.toLowerCase() ?? "";
  const type = fetched.type ?? TYPES[ending];
  return type ? { url, type, length: fetched.bytes } : null;
}
