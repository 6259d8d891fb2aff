/**
 * The headers that tell browsers to be strict, on every answer, whoever writes it. What an answer says itself counts: kept
 * pages bring a policy of their own (page-cache.mjs), and pictures one that is stricter still.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { HEAD_SCRIPT } from "../_ui/head-script";
import { DOCUMENT_POLICY, noncePolicy, plainPolicy, trustScript } from "./content-policy.mjs";
import { isPage, replaceFailure } from "./failed-page";

const POLICY = "content-security-policy";
const NONCE_BYTES = 16;
/** Two years, as https://hstspreload.org asks. */
const HTTPS_FOR_S = 63_072_000;

/** Pages that are made for each request. All others are kept, so that a nonce would be the same for everybody. */
const MADE_FOR_REQUEST = /^\/(?:admin|sign-in|search|api|feeds\/search\/[^/?]*)(?:\?|$)|^\/(?:admin|sign-in)\//;
/** Our own files, such as the worker that keeps pages. */
const FILE = /^\/(?:sw\.js|_next\/static\/)/;
/** What other sites may show: pictures that feeds name, and cards of links. */
const SHOWN_ELSEWHERE = /^\/(?:images|card|isotherm|sample|site-logo|icons)\/|^\/(?:icon\.svg|apple-icon\.png)(?:\?|$)/;

const ALWAYS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
};

export type Strictness = {
  /** Whether pages have a policy: Next's development server needs `eval`. */
  policies: boolean;
  /** Which hosts are only ever asked over https from now on; null: the site has no https. */
  httpsFor: "site" | "subdomains" | null;
};

/**
 * Readies a request before Next sees it, and what will answer it. The policy that Next reads in a request's headers, to
 * find a nonce, is ours alone.
 * @param path what is shown, which need not be what was asked for
 */
export function secure(request: IncomingMessage, response: ServerResponse, path: string, how: Strictness): void {
  const { headers } = request;
  delete headers[POLICY];
  delete headers[`${POLICY}-report-only`];
  const given: OutgoingHttpHeaders = {
    ...ALWAYS,
    "cross-origin-resource-policy": SHOWN_ELSEWHERE.test(path) ? "cross-origin" : "same-origin",
  };
  if (how.httpsFor) given["strict-transport-security"] = httpsOnly(how.httpsFor);
  const made = how.policies && MADE_FOR_REQUEST.test(path);
  const nonced = made ? noncePolicy(randomBytes(NONCE_BYTES).toString("base64")) : null;
  if (nonced) headers[POLICY] = nonced;
  const write = response.writeHead.bind(response) as (...all: unknown[]) => ServerResponse;
  response.writeHead = (...all: unknown[]) => {
    if (how.policies) given[POLICY] = nonced ?? (isPage(response) || FILE.test(path) ? plainPolicy() : DOCUMENT_POLICY);
    for (const name in given) if (!response.hasHeader(name)) response.setHeader(name, given[name] ?? "");
    return write(...all);
  };
  if (how.policies && !nonced) replaceFailure(response);
}

/** To be called once a process, before its first page. */
export function trustOwnScripts(): void {
  trustScript(HEAD_SCRIPT);
}

const httpsOnly = (httpsFor: "site" | "subdomains") =>
  `max-age=${HTTPS_FOR_S}${httpsFor === "subdomains" ? "; includeSubDomains" : ""}`;
