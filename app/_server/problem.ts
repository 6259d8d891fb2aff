/** Errors of the API, as RFC 9457 says. */

import { requestContext } from "@/lib/log/request-context";

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Sign-in needed",
  403: "Not allowed",
  404: "Not found",
  405: "Not this method",
  409: "Conflict",
  410: "Gone",
  412: "Changed meanwhile",
  413: "Too large",
  415: "Another media type",
  429: "Too many requests",
  500: "Something went wrong here",
  503: "Not available now",
};

/** An `application/problem+json` says which request it is about, so that it is found in the log. */
const idOfRequest = () => {
  const requestId = requestContext().getStore()?.id;
  return requestId ? { requestId } : {};
};

/** Beside what every problem says. `parameter` names what was wrong in the request. */
export type ProblemExtra = { parameter?: string; [other: string]: unknown };

/** An `application/problem+json` response. */
export function problem(
  status: number,
  detail: string,
  extra: ProblemExtra = {},
  headers: Record<string, string> = {},
): Response {
  const body = { type: "about:blank", title: TITLES[status] ?? "Error", status, detail, ...extra, ...idOfRequest() };
  return new Response(JSON.stringify(body), {
    status,
    // What is not there now may be in a moment, and caches keep some errors without being told (RFC 9110, 15.1).
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...CORS_HEADERS, ...headers },
  });
}

/** Reads may be used from any site: they carry no cookies and change nothing. */
export const CORS_HEADERS = { "access-control-allow-origin": "*" };

export function json(body: unknown, headers: Record<string, string> = {}, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-cache",
      ...CORS_HEADERS,
      ...headers,
    },
  });
}
