/**
 * The page that readers get where a kept page could not be made. What Next sends then has no content of its own, only
 * scripts that would fetch it, and no policy can name those. This one needs none.
 */
import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { PAPER } from "../_ui/paper";
import { REQUEST_ID_HEADER } from "./request-id";

const STYLE = `body{margin:12vh auto;max-width:34rem;padding:0 1.25rem;font:1.0625rem/1.6 system-ui,sans-serif;background:light-dark(${PAPER.light},${PAPER.dark})}:root{color-scheme:light dark}`;

const PAGE = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Something went wrong</title><style>${STYLE}</style></head><body><main><h1>Something went wrong</h1><p>The page could not be made just now. The mistake is ours, and it has been written down.</p><p><a href="">Try again</a> or go to the <a href="/">front page</a>.</p></main></body></html>\n`;

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};

/** An id has letters, digits and `._:-` (request-id.ts), so it can stand in a page as it is. */
const pageFor = (requestId: string) =>
  PAGE.replace("</main>", requestId ? `<p>Number of the error: ${requestId}</p></main>` : "</main>");

/** Puts that page in the place of one that turns out to have failed. To be called before anything is written. */
export function replaceFailure(response: ServerResponse): void {
  const { writeHead, write, end } = response as unknown as Record<string, (...all: unknown[]) => unknown>;
  let failed = false;
  let page = "";
  const hasFailed = () => {
    if (failed || response.headersSent || response.statusCode !== 500 || !isPage(response)) return failed;
    failed = true;
    page = pageFor(String(response.getHeader(REQUEST_ID_HEADER) ?? ""));
    for (const name of response.getHeaderNames()) if (name !== REQUEST_ID_HEADER) response.removeHeader(name);
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    response.setHeader("content-length", Buffer.byteLength(page));
    return true;
  };
  Object.assign(response, {
    writeHead: (...all: unknown[]) => writeHead?.apply(response, hasFailed() ? [500] : all),
    write: (...all: unknown[]) => hasFailed() || write?.apply(response, all),
    end: (...all: unknown[]) => end?.apply(response, hasFailed() ? [page] : all),
  });
}

/** Whether what is sent is a page, as far as is known yet. */
export const isPage = (response: ServerResponse) =>
  String(response.getHeader("content-type") ?? "").startsWith("text/html");
