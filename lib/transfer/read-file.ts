/** A file's text, read with care: whoever wrote the folder may not mean well. */
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { Refusal } from "./refusal";

export const MAX_FILE_BYTES = 1_000_000;

/**
 * The whole text, byte order mark included.
 * @throws Refusal for what is no regular file, too large, not UTF-8, or holds NUL characters.
 */
export async function readText(path: string): Promise<string> {
  // Not blocking, since opening a named pipe would wait for a writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`it cannot be read (${error.code})`);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Refusal("it is not a regular file");
    if (stats.size > MAX_FILE_BYTES) throw new Refusal(`it is larger than ${MAX_FILE_BYTES / 1_000_000} MB`);
    const bytes = Buffer.alloc(stats.size);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return decoded(bytes.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** @throws Refusal for what is not UTF-8, or holds NUL characters */
export function decoded(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new Refusal("it contains a NUL character");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal("it is not UTF-8");
  }
}
