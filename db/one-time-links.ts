/** Links that work once, known by the hash of their token. */
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Db } from "./client";
import { oneTimeLink, type Role, user } from "./schema";

export type Invite = { email: string; role: Role; createdAt: Date; expiresAt: Date };
type Purpose = "setup" | "invite" | "reset";

/** Replaces the set-up link there was. */
export async function putSetupLink(tx: Db, tokenHash: string): Promise<void> {
  await tx.delete(oneTimeLink).where(eq(oneTimeLink.purpose, "setup"));
  await tx.insert(oneTimeLink).values({ tokenHash, purpose: "setup" });
}

/** Uses a link up; false when there is none (any more). */
export async function takeSetupLink(tx: Db, tokenHash: string): Promise<boolean> {
  return (await tx.delete(oneTimeLink).where(works("setup", tokenHash)).returning()).length > 0;
}

/** Whether a link would work, without using it up. */
export async function hasSetupLink(db: Db, tokenHash: string): Promise<boolean> {
  return (await db.select().from(oneTimeLink).where(works("setup", tokenHash))).length > 0;
}

/** Replaces the invitation that this e-mail had, and clears away links that have run out. */
export async function putInvite(tx: Db, row: Invite & { tokenHash: string; madeBy: number | null }): Promise<void> {
  await tx.delete(oneTimeLink).where(lte(oneTimeLink.expiresAt, row.createdAt));
  await deleteInvite(tx, row.email);
  await tx.insert(oneTimeLink).values({ ...row, purpose: "invite" });
}

/** Invitations that still work, by e-mail. */
export async function openInvites(db: Db, now: Date): Promise<Invite[]> {
  const open = and(eq(oneTimeLink.purpose, "invite"), gt(oneTimeLink.expiresAt, now));
  return (await db.select().from(oneTimeLink).where(open).orderBy(asc(oneTimeLink.email))).flatMap(inviteOf);
}

/** False: this e-mail had no invitation. */
export async function deleteInvite(tx: Db, email: string): Promise<boolean> {
  const its = and(eq(oneTimeLink.purpose, "invite"), eq(oneTimeLink.email, email));
  return (await tx.delete(oneTimeLink).where(its).returning()).length > 0;
}

export async function inviteBy(db: Db, tokenHash: string): Promise<Invite | null> {
  const [found] = await db.select().from(oneTimeLink).where(works("invite", tokenHash));
  return (found && inviteOf(found)[0]) ?? null;
}

/** Uses an invitation up. */
export async function takeInvite(tx: Db, tokenHash: string): Promise<Invite | null> {
  const [taken] = await tx.delete(oneTimeLink).where(works("invite", tokenHash)).returning();
  return (taken && inviteOf(taken)[0]) ?? null;
}

/** Replaces the link by which this person may set their password anew. */
export async function putResetLink(
  tx: Db,
  row: { tokenHash: string; userId: number; madeBy: number | null; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await deleteResetLinks(tx, row.userId);
  await tx.insert(oneTimeLink).values({ ...row, purpose: "reset" });
}

export async function deleteResetLinks(tx: Db, userId: number): Promise<void> {
  await tx.delete(oneTimeLink).where(and(eq(oneTimeLink.purpose, "reset"), eq(oneTimeLink.userId, userId)));
}

/** Invitations and links for new passwords that this person made for others. */
export async function deleteLinksMadeBy(tx: Db, userId: number): Promise<void> {
  await tx.delete(oneTimeLink).where(eq(oneTimeLink.madeBy, userId));
}

/** Whose password a link would set; nobody's once they are disabled. */
export async function resetLinkBy(db: Db, tokenHash: string): Promise<{ userId: number; email: string } | null> {
  const links = db.select({ userId: user.id, email: user.email }).from(oneTimeLink);
  const mayEnter = sql`${user.disabledAt} is null`;
  const [found] = await links
    .innerJoin(user, eq(user.id, oneTimeLink.userId))
    .where(and(works("reset", tokenHash), mayEnter));
  return found ?? null;
}

/** Uses a link up: whose password it sets. */
export async function takeResetLink(tx: Db, tokenHash: string): Promise<number | null> {
  const [taken] = await tx.delete(oneTimeLink).where(works("reset", tokenHash)).returning();
  return taken?.userId ?? null;
}

const works = (purpose: Purpose, tokenHash: string) => sql`
  ${oneTimeLink.tokenHash} = ${tokenHash} and ${oneTimeLink.purpose} = ${purpose}
  and coalesce(${oneTimeLink.expiresAt} > now(), true)`;

function inviteOf({ email, role, createdAt, expiresAt }: typeof oneTimeLink.$inferSelect): Invite[] {
  return email && role && expiresAt ? [{ email, role, createdAt, expiresAt }] : [];
}
