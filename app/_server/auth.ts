/** Who asks. */
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Db } from "@/db/client";
import type { Role } from "@/db/schema";
import type { User } from "@/db/users";
import { database } from "@/lib/database";
import { type SignInLimits, signInLimits } from "@/lib/people/limits";
import * as sessions from "@/lib/people/sessions";
import { signInPath } from "./next-path";
import {
  type SecondStep,
  type Session,
  secondStepCookie,
  secondStepCookieName,
  secondStepOf,
  sessionCookie,
  sessionCookieName,
  sessionOf,
} from "./session";

/** Who a session belongs to, read anew: nobody who is disabled, gone or signed out of it or everywhere. */
export async function userOf(db: Db, session: Session | null, now: Date): Promise<User | null> {
  return session && sessions.userOfSession(db, session, now);
}

/** Who is signed in; one read a request. */
export const currentUser = cache(async (): Promise<User | null> => {
  return userOf(database().db, await currentSession(), new Date());
});

/** The session that the request names, whether or not it still counts: ask `currentUser` for that. */
export const currentSession = cache(async (): Promise<Session | null> => {
  return sessionOf((await cookies()).get(sessionCookieName(await headers()))?.value);
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
  const asked = await headers();
  const agent = asked.get("user-agent");
  await keepSession(await sessions.beginSession(database().db, { user, agent, now: new Date() }));
  await forget(secondStepCookieName(asked));
}

/** In an action: the same session under another session version. */
export async function keepSession(session: Session): Promise<void> {
  (await cookies()).set(await sessionCookie(session, await headers()));
}

export async function endSession(): Promise<void> {
  const session = await currentSession();
  if (session) await sessions.endSession(database().db, session);
  await forget(sessionCookieName(await headers()));
}

/** In an action: `user` gave the right password and is asked for a code. */
export async function startSecondStep({ id, sessionVersion }: User): Promise<void> {
  (await cookies()).set(await secondStepCookie({ userId: id, sessionVersion }, await headers()));
}

/** Who is being asked for a code; null when nobody is, or it took too long. */
export async function currentSecondStep(): Promise<SecondStep | null> {
  return secondStepOf((await cookies()).get(secondStepCookieName(await headers()))?.value);
}

async function forget(name: string): Promise<void> {
  // With the attributes it was set with: browsers refuse a __Host- cookie without them, even to delete it.
  (await cookies()).set(name, "", { path: "/", secure: name.startsWith("__Host-"), httpOnly: true, maxAge: 0 });
}

const LIMITS = Symbol.for("gazette.sign-in-limits");

/** Counted together with other processes. On globalThis, since the bundler makes several copies of a module. */
export function limits(): SignInLimits {
  const shared = globalThis as { [LIMITS]?: SignInLimits };
  return (shared[LIMITS] ??= signInLimits(() => database().db));
}
