/** What the pages show: the beginning of a file that the benchmark wrote, so long that the page gets the size wanted. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @type {Map<string, string>} */
const files = new Map();

/** @param {{ name: string, length: string }} wanted */
export function content({ name, length }) {
  const text = files.get(name) ?? readFileSync(join(process.env.BARE_CONTENT ?? "", name), "utf8");
  files.set(name, text);
  const wanted = Number(length);
  return text.repeat(Math.ceil(wanted / Math.max(text.length, 1))).slice(0, wanted);
}
