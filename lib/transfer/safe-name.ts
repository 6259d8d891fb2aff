/** Names in archives and uploads that anybody may have written: only those that stay below a folder are followed. */
import { Refusal } from "./refusal";
import { isPassedOver } from "./walk";

const MAX_PATH_LENGTH = 1_000;
const MAX_NAME_BYTES = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are refused
const CONTROL = /[\u0000-\u001f\u007f]/;

/** @throws Refusal for a path that leads elsewhere, or that no folder could hold */
export function safeParts(path: string): string[] {
  if (path.length > MAX_PATH_LENGTH) throw new Refusal("its path is too long");
  if (CONTROL.test(path)) throw new Refusal("its name has characters that cannot be shown");
  if (/^\/|^[a-z]:|\\/i.test(path)) throw new Refusal("its path leads out of the archive");
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) throw new Refusal("its path leads out of the archive");
  if (parts.some((part) => Buffer.byteLength(part) > MAX_NAME_BYTES)) throw new Refusal("its name is too long");
  if (parts.length === 0) throw new Refusal("it has no name");
  return parts;
}

/** Whether import would look at such a file at all. */
export function isContent(parts: string[]): boolean {
  return /\.(?:md|ya?ml)$/i.test(parts.at(-1) ?? "") && !parts.some(isPassedOver) && parts[0] !== "__MACOSX";
}
