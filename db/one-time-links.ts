/** Links that work once, known by the hash of their token. */
import { eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { oneTimeLink } from "./schema";

/** Replaces the set-up link there was. */
export async function putSetupLink(tx: Db, tokenHash: string): Promise<void> {
  await tx.delete(oneTimeLink).where(eq(oneTimeLink.purpose, "setup"));
  await tx.insert(oneTimeLink).values({ tokenHash, purpose: "setup" });
}

/** Uses a link up; false when there is none (any more). */
export async function takeSetupLink(tx: Db, tokenHash: string): Promise<boolean> {
  return (await tx.delete(oneTimeLink).where(works(tokenHash)).returning()).length > 0;
}

/** Whether a link would work, without using it up. */
export async function hasSetupLink(db: Db, tokenHash: string): Promise<boolean> {
  return (await db.select().from(oneTimeLink).where(works(tokenHash))).length > 0;
}

const works = (tokenHash: string) => sql`
  ${oneTimeLink.tokenHash} = ${tokenHash} and ${oneTimeLink.purpose} = 'setup'
  and coalesce(${oneTimeLink.expiresAt} > now(), true)`;
