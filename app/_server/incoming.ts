/**
 * Puts every request right before Next sees it, through a channel of Node's own:
 * https://nodejs.org/api/diagnostics_channel.html#built-in-channels
 */

import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { requestContext } from "@/lib/log/request-context";
import { tellAbsence } from "./away";
import { SHARED_MARK } from "./cache-control.mjs";
import { drainOnClose, endConnection } from "./draining";
import { FEED_VARY } from "./feed-answer";
import { takeOver } from "./feed-delivery";
import { feedViewAt, isFeed, opensAsPage } from "./feed-view";
import { settleRequest, untilSecondEnds } from "./forwarding";
import { sendKeptAnswer } from "./kept-answer";
import { sendKeptFeed } from "./kept-feed";
import { sendKeptPage, watchAnswer } from "./kept-page";
import { keptSearch } from "./kept-search";
import { renderBeforeChange } from "./page-cache.mjs";
import { beginRequest, countRequests } from "./request-figures";
import { REQUEST_ID_HEADER, settleRequestId } from "./request-id";
import { type Strictness, secure, trustOwnScripts } from "./security-headers";

const STARTED = Symbol.for("gazette.incoming");
/** An address that no page has, and one that the API doesn't. */
const UNREADABLE = "/unreadable-address";
const UNREADABLE_IN_API = "/api/unreadable-address";

/** From now on, for the life of the process. Once a process, however often it is called. */
export function settleIncoming({ trustProxy, ...strictness }: { trustProxy: boolean } & Strictness): void {
  const shared = globalThis as { [STARTED]?: boolean };
  if (shared[STARTED]) return;
  shared[STARTED] = true;
  countRequests();
  trustOwnScripts();
  const held = new WeakSet<Server>();
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as {
      request: IncomingMessage;
      response: ServerResponse;
      server: Server;
    };
    beginRequest(request);
    settleRequestId(request, response, trustProxy);
    if (!held.has(server)) {
      held.add(server);
      holdRequests(server, strictness);
      drainOnClose(server);
    }
    endConnection(server, response);
    settleRequest(request, trustProxy);
    settleAddress(request);
    settleKind(request);
  });
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Lets a request that comes after a change wait, for milliseconds, until no page from before it can answer it. */
export function holdRequests(server: Server, strictness: Strictness): void {
  const listeners = server.listeners("request") as Listener[];
  server.removeAllListeners("request");
  const context = requestContext();
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const pass = () => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    const sendSearch = keptSearch(request, response);
    const view = opensAsPage(request.headers) ? feedViewAt(request.url ?? "") : null;
    tellAbsence(response);
    secure(request, response, view ?? request.url ?? "/", strictness);
    if (sendSearch) return sendSearch();
    if (!takesMethod(request)) return refuseMethod(request, response);
    if (!takesBody(request)) return refuseBody(response);
    if (view !== null) {
      showFeed(request, response, view);
    } else {
      if ([sendKeptFeed, sendKeptAnswer, sendKeptPage].some((send) => send(request, response))) return;
      if (isFeed(request.url ?? "")) takeOver(request, response);
      watchAnswer(request, response);
    }
    tellLocationOnce(response);
    tellUntilWhen(request, response);
    const before = renderBeforeChange(request.url ?? "/");
    if (before) void before.then(pass);
    else pass();
  };
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const { method = "", url = "/", headers } = request;
    const id = String(headers[REQUEST_ID_HEADER] ?? "");
    context.run({ id, method, url }, take, request, response);
  });
}

/**
 * Next writes `location` twice in the answer to whoever had a redirect rendered: once as it renders, and once more from
 * what it keeps of the page. Clients that join the two follow neither.
 */
export function tellLocationOnce(response: Pick<ServerResponse, "appendHeader" | "hasHeader">): void {
  const append = response.appendHeader.bind(response);
  response.appendHeader = (name, value) =>
    name.toLowerCase() === "location" && response.hasHeader(name) ? (response as ServerResponse) : append(name, value);
}

/** Tells a proxy until when it may keep what it may keep at all. */
function tellUntilWhen({ headers }: IncomingMessage, response: ServerResponse): void {
  const [until] = Object.entries(untilSecondEnds({ get: (name) => headers[name]?.toString() ?? null }));
  if (!until) return;
  const write = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = (...given: unknown[]) => {
    if (response.hasHeader(SHARED_MARK)) response.setHeader(...until);
    return write(...given);
  };
}

/** Lets Next show the page of a feed, at its address within. */
function showFeed(request: IncomingMessage, response: ServerResponse, view: string): void {
  request.url = view;
  // Next sets the header anew, so it is completed when all is said.
  const write = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = (...given: unknown[]) => {
    response.setHeader("vary", [response.getHeader("vary") ?? [], FEED_VARY].flat().join(", "));
    return write(...given);
  };
}

const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/** Only the newsroom, signing in, the API and the count of searches take more than reading. Next would answer others with 200, found or not. */
function takesMethod({ method = "", url = "" }: IncomingMessage): boolean {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return true;
  return METHODS.includes(method) && /^\/(?:(?:admin|sign-in|search\/seen)(?:[/?]|$)|api\/)/.test(url);
}

function refuseMethod({ url = "" }: IncomingMessage, response: ServerResponse): void {
  if (!url.startsWith("/api/")) {
    const headers = { allow: "GET, HEAD, OPTIONS", "content-type": "text/plain" };
    return void response.writeHead(405, headers).end("Pages can only be read.\n");
  }
  const detail = "The API takes no such method.";
  const headers = { allow: METHODS.join(", "), "content-type": "application/problem+json" };
  const requestId = requestContext().getStore()?.id;
  const problem = { type: "about:blank", title: "Not this method", status: 405, detail, requestId };
  response.writeHead(405, headers).end(JSON.stringify(problem));
}

/** The newsroom, and the search, which follows what is typed. */
const WITH_ROUTER = /^\/(?:admin|sign-in|search)(?:[/?]|$)/;
const OF_ROUTER = ["rsc", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch", "next-url"];

/**
 * Pages that are kept are pages for all: without what Next's router in the browser asks for instead. It loads what it gets, and
 * caches in front can't mistake the one for the other.
 */
export function settleKind({ url = "", headers }: Pick<IncomingMessage, "url" | "headers">): void {
  if (!WITH_ROUTER.test(url)) for (const name of OF_ROUTER) delete headers[name];
}

/** The longest form of the newsroom, and what stands around its fields; Next's own limit for forms lies below. */
const MAX_BODY_BYTES = 2_000_000;
/** Where bodies have a limit of their own, counted as they come: request-body.ts, receive-files.ts. */
const COUNTED = /^\/(?:api\/v1\/admin\/|admin\/data\/uploads(?:\?|$))/;

/** Whether a body says beforehand that it is not too long. Browsers always say; Node ends it where it said so. */
function takesBody({ method, url = "", headers }: IncomingMessage): boolean {
  if (method === "GET" || method === "HEAD" || COUNTED.test(url)) return true;
  return headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) <= MAX_BODY_BYTES;
}

function refuseBody(response: ServerResponse): void {
  // What is still to come is nobody's.
  const headers = { connection: "close", "content-type": "application/problem+json" };
  const detail = `A body has to say its length, and be of at most ${MAX_BODY_BYTES.toLocaleString("en")} bytes.`;
  const requestId = requestContext().getStore()?.id;
  response
    .writeHead(413, headers)
    .end(JSON.stringify({ type: "about:blank", title: "Too large", status: 413, detail, requestId }));
}

/** Next would show `/latest` at `/latest/index`; articles, topics and providers may be called so. */
const SECOND_ADDRESS = /^(?!\/(?:news|topic|provider)\/index$)(?:.*\/index|\/_global-error)$/;

/**
 * A path such as /news/%ff can't be decoded: Next would answer 500 without a page. It is just not found, like second
 * addresses that Next itself gives to pages.
 */
export function settleAddress(request: Pick<IncomingMessage, "url">): void {
  const path = request.url?.split("?", 1)[0] ?? "/";
  const unreadable = path.startsWith("/api/") ? UNREADABLE_IN_API : UNREADABLE;
  try {
    if (SECOND_ADDRESS.test(decodeURIComponent(path))) request.url = unreadable;
  } catch {
    request.url = unreadable;
  }
}
