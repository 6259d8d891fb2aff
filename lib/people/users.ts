/** Changes to who may sign in, each with its audit entry in one transaction. */
import { z } from "zod";
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { askToStopOf } from "@/db/jobs";
import { deleteInvite, deleteLinksMadeBy, deleteResetLinks } from "@/db/one-time-links";
import type { Role } from "@/db/schema";
import { deleteSessions } from "@/db/user-sessions";
import * as rows from "@/db/users";
import { AppError } from "@/lib/errors";
import { EDITOR_JOBS } from "../jobs/names";
import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./password";

export type { User } from "@/db/users";
export { userByEmail, userById, users as listUsers } from "@/db/users";

const SUBJECT = "user";
const emailAddress = z.string().trim().toLowerCase().pipe(z.email().max(254));

/** @throws AppError invalid (with its field), email-taken */
export async function createUser(
  db: Db,
  { email, password, role }: { email: string; password: string; role: Role },
  by: Actor,
): Promise<rows.User> {
  const address = emailGiven(email);
  const passwordHash = await newHash(password);
  return db.transaction(async (tx) => {
    const made = await rows.insertUser(tx, { email: address, role, passwordHash });
    if (!made) throw new AppError("email-taken");
    await deleteInvite(tx, address);
    const after = { email: made.email, role };
    await appendAudit(tx, { by, action: "create-user", subject: SUBJECT, subjectId: made.id, after });
    return made;
  });
}

/**
 * Of somebody who is no admin any more, links they made work no more, and jobs that only admins start are stopped.
 * @throws AppError not-found, conflict for the last admin and for whoever acts
 */
export async function setRole(db: Db, email: string, role: Role, by: Actor): Promise<void> {
  await db.transaction(async (tx) => setRoleIn(tx, await knownUser(tx, email), role, { by }));
}

/** Who changes somebody; `act`: what it is a part of, `undoes`: what it takes back. */
export type PeopleStep = { by: Actor; act?: number; undoes?: number };

/** The same within a transaction. */
export async function setRoleIn(tx: Db, { id }: { id: number }, role: Role, { by, ...act }: PeopleStep): Promise<void> {
  const { admins, person } = await lockedUser(tx, id);
  if (person.role === role) return;
  refuseOneself(person, by);
  refuseLastAdmin(admins, person);
  await rows.updateRole(tx, id, role);
  if (role !== "admin") {
    await deleteLinksMadeBy(tx, id);
    await askToStopOf(tx, id, EDITOR_JOBS);
  }
  const change = { before: { role: person.role }, after: { role } };
  await appendAudit(tx, { by, action: "set-role", subject: SUBJECT, subjectId: id, ...change }, act);
}

/** Signs the person out everywhere, too. @throws AppError not-found, invalid */
export async function setPassword(db: Db, email: string, password: string, by: Actor): Promise<void> {
  const passwordHash = await newHash(password);
  await db.transaction(async (tx) => {
    const person = await knownUser(tx, email);
    await rows.updatePassword(tx, person.id, passwordHash);
    await deleteSessions(tx, person.id);
    await deleteResetLinks(tx, person.id);
    await appendAudit(tx, { by, action: "set-password", subject: SUBJECT, subjectId: person.id });
  });
}

/**
 * Signs the person out everywhere, lets them in no more, has their jobs stopped, and ends links they made for others.
 * @throws AppError not-found, conflict for the last admin and for whoever acts
 */
export async function disableUser(db: Db, email: string, by: Actor): Promise<void> {
  await db.transaction(async (tx) => disableIn(tx, await knownUser(tx, email), { by }));
}

/** The same within a transaction. */
export async function disableIn(tx: Db, { id }: { id: number }, { by, ...act }: PeopleStep): Promise<void> {
  const { admins, person } = await lockedUser(tx, id);
  if (person.disabledAt) return;
  refuseOneself(person, by);
  refuseLastAdmin(admins, person);
  await rows.markDisabled(tx, id);
  await deleteSessions(tx, id);
  await deleteResetLinks(tx, id);
  await deleteLinksMadeBy(tx, id);
  await askToStopOf(tx, id);
  const change = { before: { disabled: false }, after: { disabled: true } };
  await appendAudit(tx, { by, action: "disable-user", subject: SUBJECT, subjectId: id, ...change }, act);
}

/** Lets a disabled person in again. @throws AppError not-found */
export async function enableUser(db: Db, email: string, by: Actor): Promise<void> {
  await db.transaction(async (tx) => enableIn(tx, await knownUser(tx, email), { by }));
}

/** The same within a transaction. */
export async function enableIn(tx: Db, { id }: { id: number }, { by, ...act }: PeopleStep): Promise<void> {
  const { person } = await lockedUser(tx, id);
  if (!person.disabledAt) return;
  await rows.markEnabled(tx, id);
  const change = { before: { disabled: true }, after: { disabled: false } };
  await appendAudit(tx, { by, action: "enable-user", subject: SUBJECT, subjectId: id, ...change }, act);
}

/** An e-mail as it is kept. @throws AppError invalid (with its field) */
export function emailGiven(email: string): string {
  const checked = emailAddress.safeParse(email);
  if (!checked.success) throw invalid("email", "That is not an e-mail address.");
  return checked.data;
}

/** @throws AppError invalid (with its field) */
export async function newHash(password: string): Promise<string> {
  const { length } = password;
  if (length < MIN_PASSWORD_LENGTH || length > MAX_PASSWORD_LENGTH) {
    throw invalid("password", `A password has ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters.`);
  }
  return hashPassword(password);
}

/** @throws AppError not-found */
export async function knownUser(tx: Db, email: string): Promise<rows.User> {
  const person = await rows.userByEmail(tx, email);
  if (!person) throw new AppError("not-found", { message: "There is nobody with this e-mail." });
  return person;
}

/** Somebody as they are while the admins wait, who else could take the last admin away meanwhile. */
async function lockedUser(tx: Db, id: number): Promise<{ admins: number[]; person: rows.User }> {
  const admins = await rows.lockAdmins(tx);
  const person = await rows.userById(tx, id);
  if (!person) throw new AppError("not-found");
  return { admins, person };
}

/** Nobody shuts themselves out by a slip; commands, which have no id, may do it. */
function refuseOneself(person: rows.User, by: Actor): void {
  if (by.id !== person.id) return;
  throw new AppError("conflict", { message: "This is you. Another admin has to do it." });
}

function refuseLastAdmin(admins: number[], person: rows.User): void {
  if (admins.length > 1 || admins[0] !== person.id) return;
  throw new AppError("conflict", { message: "This is the last admin. Make somebody else an admin first." });
}

const invalid = (field: "email" | "password", message: string) =>
  new AppError("invalid", { message, fields: { [field]: message } });
