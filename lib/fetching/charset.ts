/** Bytes of a web page as text. */

/** So far into a page its charset may be declared. https://html.spec.whatwg.org/multipage/parsing.html#prescan */
const DECLARED_WITHIN_BYTES = 1024;
const DEFAULT = "utf-8";

/** In the charset that a byte order mark, the Content-Type or a `meta` says; unknown ones count as UTF-8. */
export function textOf(bytes: Uint8Array, contentType: string): string {
  const marked = markOf(bytes);
  const label = marked ?? labelIn(contentType) ?? declaredIn(bytes) ?? DEFAULT;
  return decoder(label).decode(bytes);
}

function markOf([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return a === 0xff && b === 0xfe ? "utf-16le" : null;
}

function declaredIn(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, DECLARED_WITHIN_BYTES)).toString("latin1");
  for (const [tag] of head.matchAll(/<meta\s[^>]*>/gi)) {
    const label = labelIn(tag);
    // A page that was read as ASCII to find this can't be in UTF-16.
    if (label) return /^utf-?16/i.test(label) ? DEFAULT : label;
  }
  return null;
}

const labelIn = (text: string) => /charset\s*=\s*["']?\s*([^\s"';/>]+)/i.exec(text)?.[1] ?? null;

function decoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder(DEFAULT);
  }
}
