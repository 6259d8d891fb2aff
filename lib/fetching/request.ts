/** The one way to ask other servers for what somebody named: pages, pictures, messages to webhooks. */
import * as http from "node:http";
import * as https from "node:https";
import { bytesOf, decoded } from "./body";
import { addressesOf, checkedUrl, type Reach } from "./destination";
import { FetchRefusal } from "./refusal";

export const REQUEST_TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;
const MAX_HEADER_BYTES = 32 * 1024;

export type RequestOptions = Reach & {
  /** What we call ourselves. */
  agent: string;
  /** What is asked, in sentences for people: `The ${what} can't be reached.` */
  what: string;
  method?: "GET" | "HEAD" | "POST";
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** How much of the answer's body is read, after decompression. */
  maxBytes: number;
  /** What becomes of a longer one. With `ignore` the body is read so far, and whatever goes wrong with it is no failure. */
  longer: "cut" | "refuse" | "ignore";
  /** May refuse the answer by throwing a {@link FetchRefusal}, before its body is read. */
  check?: (answer: Head) => void;
  /** How often it may lead on. With 0, as for POST unless told, the answer that leads on is the answer. */
  redirects?: number;
  signal?: AbortSignal;
  /** For all of it: names, redirects, body. */
  timeoutMs?: number;
};
export type Head = { status: number; headers: http.IncomingHttpHeaders };
export type Answer = Head & {
  /** Where it came from in the end. */
  url: string;
  bytes: Buffer;
};

/**
 * The answer of a server of the public internet, whatever its status. Each redirect is checked as the first address;
 * the connection goes to the very addresses that were checked.
 * @throws FetchRefusal for whatever goes wrong
 */
export async function request(address: string, options: RequestOptions): Promise<Answer> {
  const { method = "GET", timeoutMs = REQUEST_TIMEOUT_MS, signal, what } = options;
  const { redirects = method === "POST" ? 0 : MAX_REDIRECTS } = options;
  const limit = AbortSignal.timeout(timeoutMs);
  const both = signal ? AbortSignal.any([signal, limit]) : limit;
  try {
    let url = checkedUrl(address, options);
    for (let followed = 0; ; followed++) {
      const answer = await ask(url, options, both, redirects > 0);
      if (!("location" in answer)) return answer;
      if (followed === redirects) throw new FetchRefusal(`It leads on more than ${redirects} times.`);
      if (!URL.canParse(answer.location, url)) throw new FetchRefusal("It leads to an address that is none.");
      url = checkedUrl(new URL(answer.location, url).href, options);
    }
  } catch (error) {
    if (error instanceof FetchRefusal) throw error;
    if (limit.aborted) throw new FetchRefusal(`The ${what} did not come within ${timeoutMs / 1000} seconds.`, true);
    throw new FetchRefusal(`The ${what} can't be reached.`, true);
  }
}

type Asked = Answer | { location: string };

async function ask(url: URL, options: RequestOptions, signal: AbortSignal, follows: boolean): Promise<Asked> {
  const found = await untilAborted(addressesOf(url, options), signal);
  const [first] = found;
  const { request: open } = url.protocol === "https:" ? https : http;
  const { method = "GET", body } = options;
  return new Promise((resolve, reject) => {
    const asked = open(
      url,
      {
        method,
        // No connection of somebody else's, and none is left open.
        agent: false,
        signal,
        maxHeaderSize: MAX_HEADER_BYTES,
        headers: {
          "accept-encoding": "gzip, deflate, br",
          ...options.headers,
          ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
          "user-agent": options.agent,
        },
        // Where one of them is not to be reached from here, such as that of IPv6, the next is tried.
        lookup: (_host, { all }, done) => (all ? done(null, found) : done(null, first?.address ?? "", first?.family)),
      },
      (response) => {
        // The answer is there; that its body breaks off, or takes too long, tells itself.
        asked.off("error", reject).on("error", () => {});
        answerOf(url, response, options, follows)
          .then(resolve, reject)
          .finally(() => asked.destroy());
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

async function answerOf(
  url: URL,
  response: http.IncomingMessage,
  { check, what, maxBytes, longer }: RequestOptions,
  follows: boolean,
): Promise<Asked> {
  const { statusCode: status = 0, headers } = response;
  const { location } = headers;
  if (follows && status >= 300 && status < 400 && location) return { location };
  check?.({ status, headers });
  if (longer === "ignore") {
    const bytes = await bytesOf(response, { maxBytes, longer: "cut", what }).catch(() => Buffer.alloc(0));
    return { url: url.href, status, headers, bytes };
  }
  const body = decoded(response, headers["content-encoding"], what);
  return { url: url.href, status, headers, bytes: await bytesOf(body, { maxBytes, longer, what }) };
}

/** Looking up a name can't be ended; whoever waits for it is let go. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
