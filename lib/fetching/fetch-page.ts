/** Fetches a web page that somebody named, without letting them reach where only this machine may. */
import { lookup } from "node:dns/promises";
import * as http from "node:http";
import * as https from "node:https";
import { isIP } from "node:net";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { isLoopback, isPublicAddress } from "./address";
import { textOf } from "./charset";

export const FETCH_TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;
/** After decompression. What is read of a page stands in its head, so a longer one is cut. */
export const MAX_PAGE_BYTES = 2 * 1024 * 1024;
const MAX_HEADER_BYTES = 32 * 1024;

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;
export type FetchOptions = {
  /** What we call ourselves. */
  agent: string;
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Names to addresses. */
  resolve?: Resolve;
  /** Lets pages of this machine be fetched, on any port: for tests. */
  loopback?: boolean;
};

/** Why a page was not fetched: a sentence for people. */
export class FetchRefusal extends Error {
  override name = "FetchRefusal";
}

export type FetchedPage = { url: string; html: string };

/**
 * The page at an address, after up to five redirects, each checked as the first.
 * @throws FetchRefusal for whatever goes wrong
 */
export async function fetchPage(address: string, options: FetchOptions): Promise<FetchedPage> {
  const { timeoutMs = FETCH_TIMEOUT_MS, signal } = options;
  const limit = AbortSignal.timeout(timeoutMs);
  const both = signal ? AbortSignal.any([signal, limit]) : limit;
  try {
    let url = checkedUrl(address, options);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const answer = await request(url, options, both);
      if (!("location" in answer)) return { url: url.href, html: answer.html };
      if (!URL.canParse(answer.location, url)) throw new FetchRefusal("It leads to an address that is none.");
      url = checkedUrl(new URL(answer.location, url).href, options);
    }
    throw new FetchRefusal(`It leads on more than ${MAX_REDIRECTS} times.`);
  } catch (error) {
    if (error instanceof FetchRefusal) throw error;
    if (limit.aborted) throw new FetchRefusal(`The page did not come within ${timeoutMs / 1000} seconds.`);
    throw new FetchRefusal("The page can't be reached.");
  }
}

function checkedUrl(address: string, { loopback = false }: FetchOptions): URL {
  if (!URL.canParse(address)) throw new FetchRefusal("That is not an address.");
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new FetchRefusal("Only http and https addresses are fetched.");
  }
  if (url.username !== "" || url.password !== "") throw new FetchRefusal("The address has a name or a password in it.");
  // The port that belongs to the protocol is left out of it.
  const isUsual = url.port === "" || url.port === "80" || url.port === "443";
  if (!isUsual && !loopback) throw new FetchRefusal("Only pages on the usual ports, 80 and 443, are fetched.");
  url.hash = "";
  return url;
}

/** One address of the host that may be asked. The connection goes to this very address, whatever the name says later. */
async function addressOf(url: URL, { resolve = resolveAll, loopback = false }: FetchOptions) {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host);
  const [first] = found;
  if (!first) throw new FetchRefusal("There is no such host.");
  // A host with one address inside is not asked at any.
  if (!found.every(({ address }) => isPublicAddress(address) || (loopback && isLoopback(address)))) {
    throw new FetchRefusal("That address is not one of the public internet.");
  }
  return first;
}

const resolveAll: Resolve = async (host) => {
  try {
    return await lookup(host, { all: true });
  } catch {
    throw new FetchRefusal("There is no such host.");
  }
};

type Answer = { location: string } | { html: string };

async function request(url: URL, options: FetchOptions, signal: AbortSignal): Promise<Answer> {
  const { address, family } = await untilAborted(addressOf(url, options), signal);
  const { get } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const asked = get(
      url,
      {
        // No connection of somebody else's, and none is left open.
        agent: false,
        signal,
        maxHeaderSize: MAX_HEADER_BYTES,
        headers: {
          accept: "text/html",
          "accept-encoding": "gzip, deflate, br",
          "accept-language": "en, *;q=0.5",
          "user-agent": options.agent,
        },
        lookup: (_host, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family)),
      },
      (response) => {
        answerOf(response)
          .then(resolve, reject)
          .finally(() => asked.destroy());
      },
    );
    asked.on("error", reject);
  });
}

async function answerOf(response: http.IncomingMessage): Promise<Answer> {
  const { statusCode = 0, headers } = response;
  const { location } = headers;
  if (statusCode >= 300 && statusCode < 400 && location) return { location };
  if (statusCode < 200 || statusCode >= 300) throw new FetchRefusal(`The page answered ${statusCode}.`);
  const type = headers["content-type"] ?? "";
  if (!/^text\/html\s*(;|$)/i.test(type)) throw new FetchRefusal("It is not a web page.");
  const bytes = await bytesOf(decoded(response, headers["content-encoding"]));
  return { html: textOf(bytes, type) };
}

function decoded(response: http.IncomingMessage, encoding = "identity"): Readable {
  const decoders = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress };
  const name = encoding.trim().toLowerCase();
  if (name === "identity" || name === "") return response;
  if (!Object.hasOwn(decoders, name)) throw new FetchRefusal("The page is encoded in a way that can't be read.");
  const decoder = decoders[name as keyof typeof decoders]();
  response.on("error", (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

/** Up to {@link MAX_PAGE_BYTES} of it. */
async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length >= MAX_PAGE_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MAX_PAGE_BYTES);
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
