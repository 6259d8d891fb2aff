/** A picture's name in our addresses: made of where it comes from, so that every process knows it. */
import { createHash } from "node:crypto";

const KEY_LENGTH = 32;
export const PICTURE_KEY = new RegExp(`^[0-9a-f]{${KEY_LENGTH}}$`);

/** 32 hexadecimal digits; null for a path on this site, which is shown as it is. The same as in db/pictures.ts. */
export function pictureKey(url: string): string | null {
  if (!/^https?:\/\//i.test(url)) return null;
  return createHash("sha256").update(url).digest("hex").slice(0, KEY_LENGTH);
}
