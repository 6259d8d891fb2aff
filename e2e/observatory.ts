/**
 * What Mozilla's Observatory would give an answer, by its published rules
 * (https://github.com/mdn/mdn-http-observatory, src/grader/charts.js and src/analyzer/tests). Of each rule the results
 * that a site can have whose policy is a header and whose scripts are its own; anything else counts as the worst.
 */

/** An answer over https as a browser would see it, and where plain http led (null: nothing listens there). */
export type Scanned = {
  headers: Headers;
  html: string;
  cookies: string[];
  redirect: string | null;
};

/** What a result is worth, beginning at 100. */
const WORST = -50;
const BONUS_FROM = 90;
const SIX_MONTHS_S = 15_552_000;
const BROAD = /^(?:\*|(?:https?|ftp):(?:\/\/\*(?:\.\*)?)?)$/;
const PRIVATE_REFERRERS = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"];

/** What each rule gives or takes, by its name. */
export function modifiers(scanned: Scanned): Record<string, number> {
  const { headers, html, cookies, redirect } = scanned;
  const policy = policyOf(headers.get("content-security-policy"));
  const secure = hstsOf(headers.get("strict-transport-security"));
  return {
    "content-security-policy": policyScore(policy),
    cookies: cookieScore(cookies, secure >= 0),
    "cross-origin-resource-sharing": corsScore(headers),
    "cross-origin-resource-policy":
      ({ "same-origin": 10, "same-site": 10 } as Record<string, number>)[
        headers.get("cross-origin-resource-policy") ?? ""
      ] ?? 0,
    redirection: redirect === null || redirect.startsWith("https://") ? 0 : -20,
    "referrer-policy": PRIVATE_REFERRERS.includes(headers.get("referrer-policy") ?? "") ? 5 : 0,
    "strict-transport-security": secure,
    "subresource-integrity": integrityScore(html),
    "x-content-type-options": headers.get("x-content-type-options") === "nosniff" ? 0 : -5,
    "x-frame-options": policy?.has("frame-ancestors") ? 5 : -20,
  };
}

/** The points: what is given counts only for whoever has 90 without it. */
export function score(scanned: Scanned): number {
  const values = Object.values(modifiers(scanned));
  const sum = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);
  const without = 100 + sum(values.filter((value) => value < 0));
  return without < BONUS_FROM ? Math.max(0, without) : without + sum(values.filter((value) => value > 0));
}

/** From 100 on it is A+, from 90 on A; below, this site has no business. */
export const grade = (points: number) => (points >= 100 ? "A+" : points >= 90 ? "A" : "below A");

type Policy = Map<string, string[]>;

function policyOf(header: string | null): Policy | null {
  if (!header) return null;
  const directives = header.split(";").map((part) => part.trim().split(/\s+/));
  return new Map(directives.map(([name = "", ...sources]) => [name, sources]));
}

function policyScore(policy: Policy | null): number {
  if (!policy) return -25;
  const sources = (name: string) => policy.get(name) ?? policy.get("default-src") ?? ["*"];
  const unsafe = (list: string[]) =>
    list.some((one) => BROAD.test(one) || one === "data:" || one === "'unsafe-inline'");
  if (unsafe(sources("script-src")) || sources("object-src").some((one) => BROAD.test(one))) return -20;
  const all = [...policy.values()].flat();
  if (all.some((one) => /^(?:http|ftp):/.test(one))) return -20;
  if ([...sources("script-src"), ...sources("style-src")].includes("'unsafe-eval'")) return -10;
  if (unsafe(sources("style-src"))) return 0;
  return policy.get("default-src")?.join() === "'none'" ? 10 : 5;
}

function hstsOf(header: string | null): number {
  const seconds = Number(/max-age=(\d+)/.exec(header ?? "")?.[1] ?? Number.NaN);
  if (Number.isNaN(seconds)) return -20;
  if (seconds < SIX_MONTHS_S) return -10;
  return 0;
}

function cookieScore(cookies: string[], hsts: boolean): number {
  const scores = cookies.map((cookie) => {
    const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim().toLowerCase());
    const isSession = /login|sess/.test(pair.split("=", 1)[0] ?? "");
    const isSecure = attributes.includes("secure");
    const sameSite = attributes.find((one) => one.startsWith("samesite="))?.slice("samesite=".length);
    if (sameSite !== undefined && !["lax", "strict", "none"].includes(sameSite)) return -20;
    if (isSession && !isSecure) return hsts ? -10 : -40;
    if (isSession && !attributes.includes("httponly")) return -30;
    if (!isSecure) return hsts ? -5 : -20;
    return sameSite ? 5 : 0;
  });
  return Math.min(...(scores.length > 0 ? scores : [0]));
}

function corsScore(headers: Headers): number {
  const allowed = headers.get("access-control-allow-origin");
  const withCookies = headers.get("access-control-allow-credentials") === "true";
  return allowed !== null && allowed !== "*" && withCookies ? WORST : 0;
}

/** Scripts of our own, by paths, need no integrity; one from elsewhere, or from `//`, would. */
function integrityScore(html: string): number {
  const sources = [...html.matchAll(/<script[^>]*\ssrc="([^"]*)"/g)].map(([, source = ""]) => source);
  return sources.every((source) => /^\/(?!\/)/.test(source)) ? 0 : WORST;
}
