/** Codes that stand in for an authenticator app, each once. 80 bits each, so their hash needs no salt nor slowness. */
import { createHash, randomInt } from "node:crypto";

export const RECOVERY_CODES = 10;
const LENGTH = 16;
const GROUP = 4;
/** Without what is easily mistaken for another: i, l, o, u. */
const SIGNS = "0123456789abcdefghjkmnpqrstvwxyz";

/** `k3f9-…`, ten of them. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const signs = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join("");
    return signs.match(new RegExp(`.{${GROUP}}`, "g"))?.join("-") ?? signs;
  });
}

/** SHA-256 of a code as somebody typed it: case, spaces and dashes don't count, and 0 and 1 may be typed as letters. */
export function hashOfRecoveryCode(typed: string): string {
  const code = typed.toLowerCase().replace(/[\s-]/g, "").replaceAll("o", "0").replace(/[il]/g, "1");
  return createHash("sha256").update(code).digest("hex");
}
