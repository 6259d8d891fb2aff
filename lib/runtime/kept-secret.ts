/** Secrets made once and kept in a file that only its owner reads. */
import { randomBytes } from "node:crypto";
import { makeUnlessHeld, textOf } from "./state-file";

const SECRET_BYTES = 24;

/** The secret in the file; null when there is none, or an empty one. */
export async function secretIn(path: string): Promise<string | null> {
  return (await textOf(path))?.trim() || null;
}

/** The secret in the file, made when there is none. Several processes may ask at once: all get the same. */
export async function keptSecret(path: string): Promise<string> {
  const kept = await secretIn(path);
  if (kept !== null) return kept;
  const made = randomBytes(SECRET_BYTES).toString("hex");
  return (await makeUnlessHeld(path, `${made}\n`, secretIn)) ?? made;
}
