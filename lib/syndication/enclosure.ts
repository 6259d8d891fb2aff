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

/** The picture at its own address, where its length and type are known for certain; else null. */
export function enclosureOf(url: string, length: number | undefined): Enclosure | null {
  if (length === undefined || !URL.canParse(url)) return null;
  const ending = new URL(url).pathname.split(".").at(-1)?.toLowerCase() ?? "";
  const type = TYPES[ending];
  return type ? { url, type, length } : null;
}
