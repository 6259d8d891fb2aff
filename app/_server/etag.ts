/** Validators of answers (RFC 9110, 8.8). */
import { createHash } from "node:crypto";

/** A strong one. */
export const etagOf = (body: string): string =>
  `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;

/** Whether an `If-None-Match` names it: the weak comparison of RFC 9110, 13.1.2. */
export function isKnown(given: string | null, etag: string): boolean {
  if (given === null) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return given.split(",").some((tag) => tag.trim() === "*" || opaque(tag) === opaque(etag));
}
