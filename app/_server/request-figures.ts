/** Counts requests, and how long they take, by route. */
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "@/lib/log/log";
import { pathForLog } from "@/lib/log/request-context";
import { counter, histogram } from "@/lib/metrics/registry";
import { REQUEST_ID_HEADER } from "./request-id";
import { builtRoutes, NO_ROUTE, type RouteOf } from "./route-patterns";

/** From what a kept page takes to what nobody waits for. */
const BOUNDS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const SECOND_MS = 1_000;
const FAILED = 500;

const requests = counter("gazette_http_requests_total", "Requests that were answered.", ["method", "route", "status"]);
const durations = histogram(
  "gazette_http_request_duration_seconds",
  "From the head of a request to the end of its answer.",
  ["route"],
  BOUNDS_S,
);

type Begun = { at: number; path: string };
/** On the request: a map beside it costs more than the rest. */
const BEGUN = Symbol("begun");
type Noted = IncomingMessage & { [BEGUN]?: Begun };
let routeOf: RouteOf = () => NO_ROUTE;

/** For the life of the process. */
export function countRequests(): void {
  void builtRoutes().then((built) => {
    routeOf = built;
  });
  subscribe("http.server.response.finish", (message) => {
    const { request, response } = message as { request: Noted; response: ServerResponse };
    const known = request[BEGUN];
    if (known) countRequest(request, response, known, routeOf);
  });
}

/** A request has come; its address is as it was asked for. */
export function beginRequest(request: Noted): void {
  request[BEGUN] = { at: performance.now(), path: request.url?.split("?", 1)[0] ?? "/" };
}

export function countRequest(
  { method = "", headers }: Pick<IncomingMessage, "method" | "headers">,
  { statusCode }: Pick<ServerResponse, "statusCode">,
  { at, path }: Begun,
  route: RouteOf,
): void {
  const ms = performance.now() - at;
  const name = route(path);
  requests.add([METHODS.has(method) ? method : "other", name, String(statusCode)]);
  durations.observe([name], ms / SECOND_MS);
  const level = statusCode >= FAILED ? "warn" : "debug";
  const logger = log();
  if (!logger.isLevelEnabled(level)) return;
  const fields = { method, path: pathForLog(path), route: name, status: statusCode, ms: Math.round(ms) };
  logger[level]({ requestId: headers[REQUEST_ID_HEADER], ...fields }, `${method} ${fields.path} ${statusCode}`);
}
