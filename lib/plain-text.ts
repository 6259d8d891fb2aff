/** Text as readers see it, from text as providers wrote it. */
import { decodeHTML } from "entities";

const TAG = /<(?:\/?[a-zA-Z][^<>]*|!--[\s\S]*?--)>/g;

/**
 * Strips tags, decodes entities once (so `&amp;lt;` shows as `&lt;`) and folds white space.
 * The result is plain text, to be escaped by whoever puts it into markup.
 */
export function plainText(source: string): string {
  return decodeHTML(source.replace(TAG, " ")).replace(/\s+/g, " ").trim();
}
