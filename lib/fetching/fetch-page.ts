/** Fetches a web page that somebody named, without letting them reach where only this machine may. */
import { textOf } from "./charset";
import type { Reach } from "./destination";
import { FetchRefusal } from "./refusal";
import { type Head, request } from "./request";

/** After decompression. What is read of a page stands in its head, so a longer one is cut. */
export const MAX_PAGE_BYTES = 2 * 1024 * 1024;

export type FetchOptions = Reach & {
  /** What we call ourselves. */
  agent: string;
  signal?: AbortSignal;
  timeoutMs?: number;
};
export type FetchedPage = { url: string; html: string };

/**
 * The page at an address, after up to five redirects, each checked as the first.
 * @throws FetchRefusal for whatever goes wrong
 */
export async function fetchPage(address: string, options: FetchOptions): Promise<FetchedPage> {
  const { url, headers, bytes } = await request(address, {
    ...options,
    what: "page",
    headers: { accept: "text/html", "accept-language": "en, *;q=0.5" },
    maxBytes: MAX_PAGE_BYTES,
    longer: "cut",
    check,
  });
  return { url, html: textOf(bytes, headers["content-type"] ?? "") };
}

function check({ status, headers }: Head): void {
  if (status < 200 || status >= 300) throw new FetchRefusal(`The page answered ${status}.`);
  if (!/^text\/html\s*(;|$)/i.test(headers["content-type"] ?? "")) throw new FetchRefusal("It is not a web page.");
}
