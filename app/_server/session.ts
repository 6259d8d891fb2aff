/** The session cookie: next-auth's own, so that signing in through /api/auth and through our form is the same. */
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env, SettingsError } from "@/lib/env";
import { SESSION_DAYS, type Session } from "@/lib/people/sessions";
import { site } from "@/lib/site";
import { lastEntry } from "./forwarding";

export type { Session } from "@/lib/people/sessions";

export const SESSION_MAX_AGE_S = SESSION_DAYS * 24 * 60 * 60;
const MAX_COOKIE_LENGTH = 4096;
const SECOND_STEP_MAX_AGE_S = 5 * 60;
/** Makes the key of what is said between the two steps another one than that of sessions. */
const SECOND_STEP = "second step of signing in";

/** From before sessions had ids: signed out. */
export const sessionSchema = z.object({
  sessionId: z.string(),
  userId: z.number().int(),
  sessionVersion: z.number().int(),
});

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

/** Only this host, over https, can set a cookie whose name begins so: https://developer.mozilla.org/docs/Web/HTTP/Headers/Set-Cookie#cookie_prefixes */
const prefix = (headers: Headers) => (isSecure(headers) ? "__Host-" : "");

export function sessionCookieName(headers: Headers): string {
  return `${prefix(headers)}next-auth.session-token`;
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
  return read(sessionSchema, value);
}

/** Whose password was right, and what their session version was then: no session yet. */
export type SecondStep = { userId: number; sessionVersion: number };

const secondStepSchema = z.object({ userId: z.number().int(), sessionVersion: z.number().int() });

export function secondStepCookieName(headers: Headers): string {
  return `${prefix(headers)}gazette.second-step`;
}

/** Says for some minutes that the password was right. */
export async function secondStepCookie({ userId, sessionVersion }: SecondStep, headers: Headers) {
  const token = { userId, sessionVersion };
  const made = { token, secret: sessionSecret(), salt: SECOND_STEP, maxAge: SECOND_STEP_MAX_AGE_S };
  return {
    name: secondStepCookieName(headers),
    value: await encode(made),
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: isSecure(headers),
    maxAge: SECOND_STEP_MAX_AGE_S,
  } as const;
}

export async function secondStepOf(value: string | undefined): Promise<SecondStep | null> {
  return read(secondStepSchema, value, SECOND_STEP);
}

async function read<T>(schema: z.ZodType<T>, value: string | undefined, salt = ""): Promise<T | null> {
  if (!value || value.length > MAX_COOKIE_LENGTH) return null;
  try {
    const parsed = schema.safeParse(await decode({ token: value, secret: sessionSecret(), salt }));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    // Made up, of another secret, or expired: each is the same as none.
    return null;
  }
}
