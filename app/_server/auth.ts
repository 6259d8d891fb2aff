/** Who asks. */
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Db } from "@/db/client";
import type { Role } from "@/db/schema";
import { type User, userById } from "@/db/users";
import { database } from "@/lib/database";
import { type SignInLimits, signInLimits } from "@/lib/people/sign-in";
import { signInPath } from "./next-path";
import { type Session, sessionCookie, sessionCookieName, sessionOf } from "./session";

/** Who a session belongs to, read anew: nobody who is disabled, gone or signed out everywhere. */
export async function userOf(db: Db, session: Session | null): Promise<User | null> {
  const user = session && (await userById(db, session.userId));
  return user && user.disabledAt === null && user.sessionVersion === session.sessionVersion ? user : null;
}

/** Who is signed in; one read a request. */
export const currentUser = cache(async (): Promise<User | null> => {
  const value = (await cookies()).get(sessionCookieName(await headers()))?.value;
  return userOf(database().db, await sessionOf(value));
});

/**
 * For pages: who is signed in, with at least this role. Others are sent to sign in and from there back to `path`;
 * an editor finds nothing at an admin's address.
 */
export async function requireRole(role: Role, path: string): Promise<User> {
  const user = await currentUser();
  if (!user) redirect(signInPath(path));
  if (!mayAct(user, role)) notFound();
  return user;
}

export function mayAct(user: User, role: Role): boolean {
  return user.role === "admin" || user.role === role;
}

/** In an action: keeps `user` signed in from now on. */
export async function startSession(user: User): Promise<void> {
  const session = { userId: user.id, sessionVersion: user.sessionVersion };
  (await cookies()).set(await sessionCookie(session, await headers()));
}

export async function endSession(): Promise<void> {
  const name = sessionCookieName(await headers());
  // With the attributes it was set with: browsers refuse a __Secure- cookie without them, even to delete it.
  (await cookies()).set(name, "", { path: "/", secure: name.startsWith("__Secure-"), httpOnly: true, maxAge: 0 });
}

const LIMITS = Symbol.for("gazette.sign-in-limits");

/** Of this process. On globalThis, since the bundler makes several copies of a module. */
export function limits(): SignInLimits {
  const shared = globalThis as { [LIMITS]?: SignInLimits };
  return (shared[LIMITS] ??= signInLimits());
}
