/** Passwords: argon2id in PHC string format. */
import { hash, verify } from "@node-rs/argon2";

export const MIN_PASSWORD_LENGTH = 8;
/** Hashing reads it all; nobody types more. */
export const MAX_PASSWORD_LENGTH = 256;

// OWASP's first choice for argon2id: 19 MiB, two passes. The library's default algorithm is argon2id.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let dummy: Promise<string> | undefined;

/** Whether the password fits. Without a hash it answers no after the same work, so that time does not tell who exists. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword("nobody's password");
  const fits = await verify(passwordHash ?? (await dummy), password.slice(0, MAX_PASSWORD_LENGTH + 1));
  return fits && passwordHash !== null;
}
