/** What a server sent, decompressed and never more than asked for. */
import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { FetchRefusal } from "./refusal";

/**
 * An answer's body without its `Content-Encoding`.
 * @throws FetchRefusal
 */
export function decoded(response: IncomingMessage, encoding = "identity", what: string): Readable {
  const decoders = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress };
  const name = encoding.trim().toLowerCase();
  if (name === "identity" || name === "") return response;
  if (!Object.hasOwn(decoders, name)) throw new FetchRefusal(`The ${what} is encoded in a way that can't be read.`);
  const decoder = decoders[name as keyof typeof decoders]();
  response.on("error", (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

type Limit = { maxBytes: number; longer: "cut" | "refuse"; what: string };

/**
 * The bytes of a stream, at most so many.
 * @throws FetchRefusal if there are more and they are not to be cut
 */
export async function bytesOf(stream: Readable, { maxBytes, longer, what }: Limit): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length > maxBytes && longer === "refuse") throw new FetchRefusal(`The ${what} is too big.`);
    if (length >= maxBytes && longer === "cut") break;
  }
  return Buffer.concat(parts).subarray(0, maxBytes);
}
