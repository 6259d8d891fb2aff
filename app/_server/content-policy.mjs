/**
 * What a page may load and run (https://www.w3.org/TR/CSP3/), and no script that is not ours. Kept pages name the hashes
 * of their inline scripts, made once as the page is kept; pages made for each request name a nonce. Plain JavaScript,
 * since the page cache, which Next loads outside its bundles, needs it as well as they do.
 */
import { createHash } from "node:crypto";

/** Where videos come from, after a click: app/_ui/player.tsx. */
const PLAYERS = "https://www.youtube-nocookie.com https://player.vimeo.com";
const KEY = Symbol.for("gazette.trusted-scripts");

/** @param {string} scripts sources of scripts besides our own files */
const policy = (scripts) =>
  `default-src 'none'; script-src 'self'${scripts && ` ${scripts}`}; style-src 'self'; img-src 'self' data:; font-src 'self'; ` +
  `connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src ${PLAYERS}; object-src 'none'; ` +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** For what is no page: opened by itself it loads and runs nothing. Browsers show XML with styles of their own in it. */
export const DOCUMENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** @returns {Map<string, string>} the text of a constant script of ours, and its hash */
function trusted() {
  const shared = /** @type {Record<symbol, Map<string, string> | undefined>} */ (/** @type {unknown} */ (globalThis));
  return (shared[KEY] ??= new Map());
}

/**
 * Lets every page run this constant script from now on, for the life of the process.
 * @param {string} text
 */
export function trustScript(text) {
  trusted().set(text, hashOf(text));
}

/** The policy of a page that has no other, such as one that failed, and of our own files: a worker fetches by its own. */
export const plainPolicy = () => policy([...trusted().values()].join(" "));

/**
 * The policy of a page that is made for one request.
 * @param {string} nonce unguessable, used once, of the signs of base64
 */
export const noncePolicy = (nonce) => policy([`'nonce-${nonce}'`, ...trusted().values()].join(" "));

/**
 * The policy of a page that is kept: the hashes of the scripts in it that are ours, or Next's data. Any other, which
 * somebody else must have got into the page, has none and does not run. (React's own, for what comes in after the rest,
 * are not among them: no kept page has such parts.)
 * @param {string} html
 */
export function hashPolicy(html) {
  const hashes = new Set();
  for (const [, attributes = "", text = ""] of html.matchAll(SCRIPT)) {
    if (text === "" || /\s(?:src|type)=/.test(attributes)) continue;
    const hash = trusted().get(text) ?? (isData(text) ? hashOf(text) : null);
    if (hash) hashes.add(hash);
  }
  return policy([...hashes].join(" "));
}

const SCRIPT = /<script((?:\s[^>]*)?)>([\s\S]*?)<\/script>/g;
/** Data of the page, and of the bundler: calls that are given JSON and nothing else. */
const DATA = [
  /^\(self\.__next_f=self\.__next_f\|\|\[\]\)\.push\((.*)\)$/s,
  /^self\.__next_f\.push\((.*)\)$/s,
  /^\(globalThis(?:\.TURBOPACK|\["TURBOPACK"\])\s*\|\|\s*\(globalThis(?:\.TURBOPACK|\["TURBOPACK"\])\s*=\s*\[\]\)\)\.push\((.*)\);?$/s,
];

/** @param {string} text */
function isData(text) {
  const [given] = DATA.flatMap((pattern) => pattern.exec(text)?.[1] ?? []);
  if (given === undefined) return false;
  try {
    JSON.parse(given);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} text */
const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
