/** Addresses of originals, as article files give them. */

/** Longer ones cannot be indexed by Postgres. */
export const MAX_URL_BYTES = 2_000;

/** Whether a text is an absolute http or https address of bearable length. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && !/\s/.test(text) && fits(text) && URL.canParse(text);
}

/** Whether a text can be a picture's address: http, https, or a path on this site. */
export function isImageUrl(text: string): boolean {
  return isHttpUrl(text) || (/^\/(?![/\\])/.test(text) && !/\s/.test(text) && fits(text));
}

/** Host of an address without `www.` and the root's dot, in lower case: the provider's domain where none is given. */
export function hostOf(url: string): string {
  return new URL(url).hostname.toLowerCase().replace(/^www\.|\.$/g, "");
}

const fits = (text: string) => Buffer.byteLength(text) <= MAX_URL_BYTES;
