/**
 * The headers that tell browsers to be strict, on every answer, whoever writes it. What an answer says itself counts: kept
 * pages bring a policy of their own (page-cache.mjs), and pictures one that is stricter still.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { HEAD_SCRIPT } from "../_ui/head-script";
import { DOCUMENT_POLICY, FILE_POLICY, noncePolicy, trustScript } from "./content-policy.mjs";

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
 */
export function secure(request: IncomingMessage, response: ServerResponse, { policies, httpsFor }: Strictness): void {
  const { headers, url = "/" } = request;
  delete headers[POLICY];
  delete headers[`${POLICY}-report-only`];
  const given: OutgoingHttpHeaders = {
    ...ALWAYS,
    "cross-origin-resource-policy": SHOWN_ELSEWHERE.test(url) ? "cross-origin" : "same-origin",
  };
  if (policies) given[POLICY] = policyOf(url);
  if (policies && MADE_FOR_REQUEST.test(url)) headers[POLICY] = String(given[POLICY]);
  if (httpsFor) given["strict-transport-security"] = httpsOnly(httpsFor);
  whenWritten(response, given);
}

/** To be called once a process, before its first page. */
export function trustOwnScripts(): void {
  trustScript(HEAD_SCRIPT);
}

function policyOf(url: string): string {
  if (MADE_FOR_REQUEST.test(url)) return noncePolicy(randomBytes(NONCE_BYTES).toString("base64"));
  return FILE.test(url) ? FILE_POLICY : DOCUMENT_POLICY;
}

const httpsOnly = (httpsFor: "site" | "subdomains") =>
  `max-age=${HTTPS_FOR_S}${httpsFor === "subdomains" ? "; includeSubDomains" : ""}`;

/** Adds the headers that the answer lacks, as it is sent. */
function whenWritten(response: ServerResponse, given: OutgoingHttpHeaders): void {
  const write = response.writeHead.bind(response) as (...all: unknown[]) => ServerResponse;
  response.writeHead = (...all: unknown[]) => {
    for (const name in given) if (!response.hasHeader(name)) response.setHeader(name, given[name] ?? "");
    return write(...all);
  };
}
