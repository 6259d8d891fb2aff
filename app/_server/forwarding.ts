/**
 * What a request says of who forwarded it. Next takes X-Forwarded-For and its like from whoever sends them, and fills
 * in only what is absent; nothing it hands on tells the two apart, and it gives no access to the socket. So each request
 * is put right before Next sees it (incoming.ts).
 */
import type { IncomingMessage } from "node:http";

/** Set on requests that came with a forwarding header, by us alone: to when they came, in seconds since 1970. */
const FORWARDED_MARK = "x-gazette-forwarded";
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
const FORWARDING = /^(forwarded|via|x-real-ip|x-forwarded-.*)$/;

const SECOND_MS = 1_000;

type Headers = { get(name: string): string | null };

/**
 * Afterwards X-Forwarded-For holds one address: the socket's or, from a trusted proxy, the last entry, which is the only
 * one that this proxy added itself. From anybody else no forwarding header is left.
 */
export function settleRequest(request: Pick<IncomingMessage, "headers" | "socket">, trustProxy: boolean): void {
  const { headers, socket } = request;
  const forwarding = Object.keys(headers).filter((name) => FORWARDING.test(name));
  const last = trustProxy ? lastEntry(headers["x-forwarded-for"]) : "";
  if (!trustProxy) for (const name of forwarding) delete headers[name];
  headers["x-forwarded-for"] = last || socket.remoteAddress || "";
  if (forwarding.length > 0) headers[FORWARDED_MARK] = String(Math.floor(Date.now() / SECOND_MS));
  else delete headers[FORWARDED_MARK];
}

/** Whether the request came with a forwarding header, trusted or not: then loopback is a proxy, not a person. */
export function wasForwarded(headers: Headers): boolean {
  return headers.get(FORWARDED_MARK) !== null;
}

/** Whether this machine itself asks, and no proxy on it for somebody else. */
export function isThisMachine(headers: Headers): boolean {
  return LOOPBACK.test(headers.get("x-forwarded-for") ?? "") && !wasForwarded(headers);
}

/**
 * A header for proxies, of what anybody may keep: until the second ends in which they asked. nginx counts whole seconds,
 * so what it may keep for one it would keep for up to two, and longer where the answer took its time.
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache_valid
 */
export function untilSecondEnds(headers: Headers): Record<string, string> {
  const second = headers.get(FORWARDED_MARK);
  return second === null ? {} : { "x-accel-expires": `@${second}` };
}

/** Of a header to which each proxy appends: what the nearest one said. */
export function lastEntry(header: string | string[] | null | undefined): string {
  return (
    String(header ?? "")
      .split(",")
      .at(-1)
      ?.trim() ?? ""
  );
}
