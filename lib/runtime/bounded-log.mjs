import { createWriteStream, statSync } from "node:fs";

const MAX_LOG_BYTES = 10_000_000;

/**
 * Writes a log that starts anew when it has grown too large.
 * @param {string} path
 * @param {"w" | "a"} flags whether it begins empty, or goes on
 * @returns {(text: string) => void}
 */
export function boundedLog(path, flags = "w") {
  const open = (/** @type {string} */ how) =>
    createWriteStream(path, { flags: how, mode: 0o600 }).on("error", () => {});
  let bytes = flags === "a" ? (statSync(path, { throwIfNoEntry: false })?.size ?? 0) : 0;
  let stream = open(flags);
  return (text) => {
    bytes += text.length;
    if (bytes > MAX_LOG_BYTES) {
      stream.end();
      stream = open("w");
      bytes = text.length;
    }
    stream.write(text);
  };
}
