/** next-auth for clients that sign in through /api/auth; the form on /sign-in makes the same cookie. */
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { signIn } from "@/lib/people/sign-in";
import { limits, userOf } from "./auth";
import { limitedAddress } from "./client-address";
import { isSecure, SESSION_MAX_AGE_S, sessionSecret } from "./session";

const credentials = z.object({ email: z.string(), password: z.string() });
const session = z.object({ userId: z.number(), sessionVersion: z.number() });

export function authOptions(headers: Headers): NextAuthOptions {
  return {
    secret: sessionSecret(),
    useSecureCookies: isSecure(headers),
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_S },
    pages: { signIn: "/sign-in" },
    // It would log every wrong password as an error, and they are in the audit.
    logger: { error: (code, metadata) => code.startsWith("CLIENT_") || console.error(code, metadata), warn: () => {} },
    providers: [
      CredentialsProvider({
        credentials: { email: { label: "E-mail", type: "email" }, password: { label: "Password", type: "password" } },
        authorize: (given) => authorize(given, headers),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...session.parse(user) } : token),
      session: async ({ session: empty, token }) => {
        const user = await userOf(database().db, session.safeParse(token).data ?? null);
        // No user at all is how next-auth says "signed out".
        return user ? { ...empty, user: { email: user.email, role: user.role } } : ({} as typeof empty);
      },
    },
  };
}

async function authorize(given: unknown, headers: Headers) {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return null;
  try {
    const attempt = { ...parsed.data, address: limitedAddress(headers), now: new Date() };
    const user = await signIn(database().db, attempt, limits());
    return { id: String(user.id), userId: user.id, sessionVersion: user.sessionVersion };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "wrong-credentials") return null;
    // next-auth hands the message on as the `error` parameter of the sign-in page.
    throw new Error(error.code);
  }
}
