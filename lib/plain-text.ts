/** Text as readers see it, from text as providers wrote it. */
import { decodeHTML } from "entities";

/** What marks up prose. Anything else in angle brackets, `<dialog>` or `vector<int>`, is what the text is about. */
const PROSE = `a abbr acronym audio b big blockquote br caption center cite code col colgroup dd del div dl dt em
  figcaption figure font h[1-6] hr i iframe img ins kbd li mark ol p picture pre q s samp script small source span
  strike strong style sub sup table tbody td tfoot th thead tr tt u ul video wbr`.replace(/\s+/g, "|");
const TAG = new RegExp(`<(?:/?(?:${PROSE})(?:[\\s/][^<>]*)?>|!--[\\s\\S]*?-->)`, "gi");

/**
 * Strips tags, decodes entities once (so `&amp;lt;` shows as `&lt;`) and folds white space.
 * The result is plain text, to be escaped by whoever puts it into markup.
 */
export function plainText(source: string): string {
  return decodeHTML(source.replace(TAG, " ")).replace(/\s+/g, " ").trim();
}
