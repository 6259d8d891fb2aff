/** Secrets made once and kept in a file that only its owner reads. */
import { randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";

const SECRET_BYTES = 24;

/** The secret in the file, made when there is none. Several processes may ask at once: all get the same. */
export async function keptSecret(path: string): Promise<string> {
  const kept = await read(path);
  if (kept !== null) return kept;
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(SECRET_BYTES).toString("hex")}\n`, { mode: 0o600 });
  // Linking makes the complete file appear at once, and only for the first of several.
  await link(draft, path).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
  return (await read(path)) ?? "";
}

async function read(path: string): Promise<string | null> {
  const text = await readFile(path, "utf8").catch((error) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : text.trim();
}
