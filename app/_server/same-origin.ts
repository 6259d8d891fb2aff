/**
 * Whether one of our own pages asks. The session cookie is SameSite=Lax; this holds where a browser is too old for it.
 * Programs that are no browser send no origin. https://developer.mozilla.org/docs/Web/HTTP/Headers/Origin
 */
export function comesFromHere({ headers }: { headers: Headers }): boolean {
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return origin === null || (URL.canParse(origin) && new URL(origin).host === host);
}
