/** Whether two values of article fields say the same. */
import { isDeepStrictEqual } from "node:util";

/** Deep equality; the order of keys does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  return isDeepStrictEqual(a, b);
}
