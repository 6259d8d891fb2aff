/** Where somebody is signed in: each session has a row, and is over without it. */
import { randomBytes } from "node:crypto";
import { appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import * as rows from "@/db/user-sessions";
import type { User } from "@/db/users";
import { AppError } from "@/lib/errors";
import { DAY_MS, MINUTE_MS } from "@/lib/time";

export type { UserSession } from "@/db/user-sessions";

/** Unused for so long, a session is over. */
export const SESSION_DAYS = 30;
const ID_BYTES = 18;
const SEEN_EVERY_MS = 5 * MINUTE_MS;
/** Of one person: the one unused longest goes when there are more. */
const MAX_SESSIONS = 100;
const MAX_AGENT_LENGTH = 300;

/** What a session says: which, whose, and of which of their session versions. Everything else is read at each use. */
export type Session = { sessionId: string; userId: number; sessionVersion: number };

const goneBefore = (now: Date) => new Date(now.getTime() - SESSION_DAYS * DAY_MS);

/** Begins a session, and clears away old ones. `agent`: the browser, as it calls itself. */
export async function beginSession(
  db: Db,
  { user, agent, now }: { user: User; agent: string | null; now: Date },
): Promise<Session> {
  const id = randomBytes(ID_BYTES).toString("base64url");
  const shown = agent?.replaceAll("\0", "").slice(0, MAX_AGENT_LENGTH) || null;
  await db.transaction(async (tx) => {
    await rows.insertSession(tx, { id, userId: user.id, agent: shown, now });
    await rows.deleteOldSessions(tx, goneBefore(now), user.id, MAX_SESSIONS);
  });
  return { sessionId: id, userId: user.id, sessionVersion: user.sessionVersion };
}

/** Whose session it is, and that it was used now; null: it is over, or its person may not enter (any more). */
export async function userOfSession(db: Db, session: Session, now: Date): Promise<User | null> {
  const found = await rows.userOfSession(db, session, goneBefore(now));
  if (!found) return null;
  if (now.getTime() - found.seenAt.getTime() >= SEEN_EVERY_MS) await rows.markSeen(db, session.sessionId, now);
  return found.user;
}

/** A person's sessions, the last used first. */
export async function ownSessions(db: Db, user: User, now: Date): Promise<rows.UserSession[]> {
  return rows.sessionsOfUser(db, user.id, goneBefore(now));
}

/** Ends a session of the person who asks. Already over: nothing to do. */
export async function endSession(db: Db, { sessionId, userId }: Pick<Session, "sessionId" | "userId">): Promise<void> {
  await rows.deleteSession(db, userId, sessionId);
}

/** The same from a list, audited. @throws AppError not-found */
export async function endOwnSession(db: Db, user: User, sessionId: string): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await rows.deleteSession(tx, user.id, sessionId))) {
      throw new AppError("not-found", { message: "This session is over already." });
    }
    await recordEnd(tx, user, 1);
  });
}

/** Ends all of a person's sessions but this one. Gives how many there were. */
export async function endOtherSessions(db: Db, user: User, kept: string): Promise<number> {
  return db.transaction(async (tx) => {
    const ended = await rows.deleteOtherSessions(tx, user.id, kept);
    if (ended > 0) await recordEnd(tx, user, ended);
    return ended;
  });
}

async function recordEnd(tx: Db, { id, email }: User, ended: number): Promise<void> {
  const by = { id, name: email };
  await appendAudit(tx, { by, action: "end-sessions", subject: "user", subjectId: id, after: { ended } });
}
