/** What a one-time link carries. Only its hash is kept. */
import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 24;

export const newToken = () => randomBytes(TOKEN_BYTES).toString("base64url");

export const hashOfToken = (token: string) => createHash("sha256").update(token).digest("hex");
