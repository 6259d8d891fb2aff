/** Signatures of messages as Standard Webhooks has them: https://github.com/standard-webhooks/standard-webhooks */
import { createHmac, randomBytes } from "node:crypto";
import { seal, unseal } from "../people/sealed";
import { DAY_MS } from "../time";

/** The specification asks for 24 to 64. */
const SECRET_BYTES = 32;
const PREFIX = "whsec_";
const PURPOSE = "webhook";
/** After a new secret was made, the old one signs as well for so long. */
export const OVERLAP_MS = DAY_MS;

export type Secrets = {
  current: string;
  former: { secret: string /** ms since 1970 */; until: number } | null;
};

export const newSecrets = (): Secrets => ({
  current: PREFIX + randomBytes(SECRET_BYTES).toString("base64"),
  former: null,
});

/** A new secret; the one before it signs for a day more. */
export const rotated = ({ current }: Secrets, now: Date): Secrets => ({
  ...newSecrets(),
  former: { secret: current, until: now.getTime() + OVERLAP_MS },
});

export const sealSecrets = (secrets: Secrets, portalSecret: string): string =>
  seal(JSON.stringify(secrets), PURPOSE, portalSecret);

/** Null: sealed under another secret of the portal. */
export function openSecrets(sealed: string, portalSecret: string): Secrets | null {
  const text = unseal(sealed, PURPOSE, portalSecret);
  return text === null ? null : (JSON.parse(text) as Secrets);
}

/** The headers that say what a message is and who wrote it. */
export function signedHeaders(
  { id, body }: { id: string; body: string },
  { current, former }: Secrets,
  now: Date,
): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1000);
  const secrets = [current, ...(former && former.until > now.getTime() ? [former.secret] : [])];
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)).join(" "),
  };
}

function signature(secret: string, signed: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}
