/** The session cookie: next-auth's own, so that signing in through /api/auth and through our form is the same. */
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env, SettingsError } from "@/lib/env";
import { site } from "@/lib/site";
import { lastEntry } from "./forwarding";

export const SESSION_MAX_AGE_S = 30 * 24 * 60 * 60;
const MAX_COOKIE_LENGTH = 4096;

/** What a session says: who, and which of their session versions. Everything else is read anew at each use. */
export type Session = { userId: number; sessionVersion: number };

const sessionSchema = z.object({ userId: z.number().int(), sessionVersion: z.number().int() });

type Headers = { get(name: string): string | null };

/**
 * Whether this request came over https, so that its cookies must not travel otherwise. Asked of the request as well as
 * of the settings: a site that is public over https can still be reached over plain http on its own machine. What a
 * proxy says counts with TRUST_PROXY=on; else forwarding.ts has removed it.
 */
export function isSecure(headers: Headers): boolean {
  if (lastEntry(headers.get("x-forwarded-proto")) === "https") return true;
  const { protocol, host } = new URL(site().url);
  return protocol === "https:" && (headers.get("x-forwarded-host") ?? headers.get("host")) === host;
}

/** @throws SettingsError without NEXTAUTH_SECRET, which `npm start` makes and sets. */
export function sessionSecret(): string {
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new SettingsError("NEXTAUTH_SECRET is not set. Start the portal with npm start, which sets it.");
  return secret;
}

export function sessionCookieName(headers: Headers): string {
  return `${isSecure(headers) ? "__Secure-" : ""}next-auth.session-token`;
}

export async function sessionCookie(session: Session, headers: Headers) {
  const value = await encode({ token: { ...session }, secret: sessionSecret(), maxAge: SESSION_MAX_AGE_S });
  return {
    name: sessionCookieName(headers),
    value,
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: isSecure(headers),
    maxAge: SESSION_MAX_AGE_S,
  } as const;
}

/** The session in a cookie's value; null when it is none of ours or over. */
export async function sessionOf(value: string | undefined): Promise<Session | null> {
  if (!value || value.length > MAX_COOKIE_LENGTH) return null;
  try {
    const parsed = sessionSchema.safeParse(await decode({ token: value, secret: sessionSecret() }));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    // Made up, of another secret, or expired: each is the same as none.
    return null;
  }
}
