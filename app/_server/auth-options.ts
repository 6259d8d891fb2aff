/** next-auth for clients that sign in through /api/auth; the form on /sign-in makes the same cookie. */
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log/log";
import { signInWithCode } from "@/lib/people/second-step";
import { beginSession, endSession } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { limits, userOf } from "./auth";
import { limitedAddress } from "./client-address";
import { isSecure, SESSION_MAX_AGE_S, sessionCookieName, sessionSchema, sessionSecret } from "./session";

const credentials = z.object({ email: z.string(), password: z.string(), code: z.string().optional() });

/** `refused` is told what a sign-in was refused for, where that says more than next-auth's answer. */
export function authOptions(headers: Headers, refused: (error: AppError) => void = () => {}): NextAuthOptions {
  return {
    secret: sessionSecret(),
    useSecureCookies: isSecure(headers),
    // Its other defaults stay; those of the session's cookie are those of session.ts.
    cookies: { sessionToken: { name: sessionCookieName(headers), options: cookieOptions(headers) } },
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_S },
    pages: { signIn: "/sign-in" },
    // It would log every wrong password as an error, and they are in the audit.
    logger: {
      error: (code, metadata) => code.startsWith("CLIENT_") || log().error(failureOf(metadata), `next-auth: ${code}`),
      warn: () => {},
    },
    providers: [
      CredentialsProvider({
        credentials: {
          email: { label: "E-mail", type: "email" },
          password: { label: "Password", type: "password" },
          code: { label: "Code, where the account asks for one", type: "text" },
        },
        authorize: (given) => authorize(given, headers, refused),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...sessionSchema.parse(user) } : token),
      session: async ({ session: empty, token }) => {
        const user = await userOf(database().db, sessionSchema.safeParse(token).data ?? null, new Date());
        // No user at all is how next-auth says "signed out".
        return user ? { ...empty, user: { email: user.email, role: user.role } } : ({} as typeof empty);
      },
    },
    events: {
      signOut: async ({ token }) => {
        const session = sessionSchema.safeParse(token).data;
        if (session) await endSession(database().db, session);
      },
    },
  };
}

const cookieOptions = (headers: Headers) =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(headers) }) as const;

/** What next-auth hands over may hold what was sent to it, so nothing else of it is kept. */
function failureOf(metadata: unknown): { err?: Error } {
  const error = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error;
  return error instanceof Error ? { err: error } : {};
}

async function authorize(given: unknown, headers: Headers, refused: (error: AppError) => void) {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return null;
  const { db } = database();
  const { code, ...rest } = parsed.data;
  const from = { address: limitedAddress(headers), now: new Date() };
  try {
    let { user, needsCode } = await signIn(db, { ...rest, ...from }, limits());
    if (needsCode) {
      if (!code) throw new AppError("code-needed");
      const attempt = { userId: user.id, sessionVersion: user.sessionVersion, code, ...from };
      user = await signInWithCode(db, attempt, { limits: limits(), secret: sessionSecret() });
    }
    const session = await beginSession(db, { user, agent: headers.get("user-agent"), now: from.now });
    return { id: String(user.id), ...session };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refused(error);
    if (error.code === "wrong-credentials") return null;
    // next-auth hands the message on as the `error` parameter of the sign-in page.
    throw new Error(error.code);
  }
}
