/** Names of articles in addresses. */
import { Refusal } from "../transfer/refusal";

const MAX_SLUG_LENGTH = 200;
/** White space, control and format characters, and what has a meaning in addresses. */
const UNFIT = /[\s\p{C}/\\?#%"<>]/u;

/**
 * The slug of an article file: its name without `.md`.
 * @throws Refusal when the name cannot be part of an address.
 */
export function slugOfFile(fileName: string): string {
  const slug = fileName.replace(/\.md$/i, "");
  if (slug === "" || slug === "." || slug === "..") throw new Refusal("its name is empty");
  if (slug.length > MAX_SLUG_LENGTH) throw new Refusal(`its name is longer than ${MAX_SLUG_LENGTH} characters`);
  if (UNFIT.test(slug)) throw new Refusal("its name has spaces or characters that cannot stand in an address");
  return slug;
}
