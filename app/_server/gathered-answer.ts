/**
 * Takes an answer of Next's whole, and compresses it once. Next itself compresses piece by piece as it renders, and makes
 * the compressor give out each: a third more work than all at once.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { log } from "@/lib/log/log";
import { chosenEncoding } from "./encodings";

/** What is smaller is as fast without. */
const LEAST_COMPRESSED_BYTES = 1_024;
/** Beyond this level a page gets hardly smaller, and takes twice as long. */
const LEVEL = 5;

const zipped = promisify(gzip);

export type Gathered = {
  status: number;
  headers: OutgoingHttpHeaders;
  size: number;
  /** Null where it is too small to compress, or comes compressed. */
  gzip: Buffer | null;
};

/**
 * Sends what will be written to the response when it is complete. To be called before anything else that changes how it
 * is written; Next then sees a request from somebody who takes no encodings.
 * @param complete told of it before it is sent compressed, or after it is sent as it is; not of an answer that was broken off
 */
export function gatherAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  complete: (answer: Gathered) => void,
): void {
  const isZipped = chosenEncoding(String(request.headers["accept-encoding"] ?? ""), ["gzip"]) === "gzip";
  delete request.headers["accept-encoding"];
  const { writeHead, write, end, flushHeaders } = response;
  const parts: Buffer[] = [];
  const take = (given: unknown) => {
    if (typeof given === "string") parts.push(Buffer.from(given));
    else if (given instanceof Uint8Array) parts.push(Buffer.from(given.buffer, given.byteOffset, given.byteLength));
  };

  async function send(): Promise<void> {
    Object.assign(response, { writeHead, write, end, flushHeaders });
    const body = Buffer.concat(parts);
    const isPlain = !response.hasHeader("content-encoding") && body.length >= LEAST_COMPRESSED_BYTES;
    const { statusCode: status } = response;
    const headers = { ...response.getHeaders() };
    // Whoever takes no gzip need not wait for what is kept for others.
    if (!isZipped) give(body);
    try {
      const gzip = isPlain ? await zipped(body, { level: LEVEL }) : null;
      complete({ status, headers, size: body.length, gzip });
      if (!isZipped) return;
      if (gzip) response.setHeader("content-encoding", "gzip");
      give(gzip ?? body);
    } catch (err) {
      log().error({ err }, "An answer could not be kept.");
      if (isZipped) response.destroy();
    }
  }

  function give(sent: Buffer): void {
    if (response.statusCode !== 304 && response.statusCode !== 204) response.setHeader("content-length", sent.length);
    response.end(sent);
  }

  Object.assign(response, {
    flushHeaders() {},
    writeHead(status: number, ...rest: unknown[]) {
      response.statusCode = status;
      const named = rest.find((one) => typeof one === "object" && one !== null) as OutgoingHttpHeaders | undefined;
      for (const [name, value] of Object.entries(named ?? {})) if (value !== undefined) response.setHeader(name, value);
      return response;
    },
    write(chunk: unknown, ...rest: unknown[]) {
      take(chunk);
      const done = rest.find((one) => typeof one === "function") as (() => void) | undefined;
      if (done) process.nextTick(done);
      return true;
    },
    end(...given: unknown[]) {
      take(given[0]);
      // What others do to headers at the last moment, they do as the head is written.
      if (!response.headersSent) response.writeHead(response.statusCode);
      const done = given.find((one) => typeof one === "function") as (() => void) | undefined;
      if (done) response.once("finish", done);
      void send();
      return response;
    },
  });
}
