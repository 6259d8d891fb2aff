/** A file's text, read with care: whoever wrote the folder may not mean well. */
import { closeSync, constants, fstatSync, open, read } from "node:fs";
import { promisify } from "node:util";
import { Refusal } from "./refusal";

export const MAX_FILE_BYTES = 1_000_000;

// Of many small files, node's own promises for them cost more than all else of reading them.
const opened = promisify(open);
const filled = promisify(read);

/**
 * The whole text, byte order mark included.
 * @throws Refusal for what is no regular file, too large, not UTF-8, or holds NUL characters.
 */
export async function readText(path: string): Promise<string> {
  // Not blocking, since opening a named pipe would wait for a writer.
  const file = await opened(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`it cannot be read (${error.code})`);
  });
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new Refusal("it is not a regular file");
    if (stats.size > MAX_FILE_BYTES) throw new Refusal(`it is larger than ${MAX_FILE_BYTES / 1_000_000} MB`);
    const bytes = Buffer.alloc(stats.size);
    const { bytesRead } = await filled(file, bytes, 0, bytes.length, 0);
    return decoded(bytes.subarray(0, bytesRead));
  } finally {
    closeSync(file);
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @throws Refusal for what is not UTF-8, or holds NUL characters */
export function decoded(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new Refusal("it contains a NUL character");
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Refusal("it is not UTF-8");
  }
}
