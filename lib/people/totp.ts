/** Codes of an authenticator app, as RFC 6238 has them: six digits every 30 seconds, by SHA-1, which every app knows. */
import { Secret, TOTP } from "otpauth";

export const CODE_DIGITS = 6;
const PERIOD_S = 30;
/** A clock may be one step behind or ahead. */
const DRIFT_STEPS = 1;
/** As long as SHA-1's output: RFC 4226, section 4. */
const SECRET_BYTES = 20;

const totp = (secret: string, names: { issuer?: string; label?: string } = {}) =>
  new TOTP({
    ...names,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: CODE_DIGITS,
    period: PERIOD_S,
  });

/** A new secret, in base32. */
export const newTotpSecret = () => new Secret({ size: SECRET_BYTES }).base32;

/** The time step that a code belongs to; null when it fits none near `now`. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  if (!/^\d+$/.test(code) || code.length !== CODE_DIGITS) return null;
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: DRIFT_STEPS });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_S) + delta;
}

/** The code at a moment, as an app shows it. */
export const codeAt = (secret: string, now: Date) => totp(secret).generate({ timestamp: now.getTime() });

/** The `otpauth:` address that an app reads from the QR code. */
export function totpAddress(secret: string, { site, email }: { site: string; email: string }): string {
  // A colon parts the two names from each other in the address.
  return totp(secret, { issuer: site.replaceAll(":", " "), label: email }).toString();
}
