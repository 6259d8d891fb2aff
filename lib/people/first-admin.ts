/** How the first person gets in. */
import type { Db } from "@/db/client";
import { userCounts } from "@/db/users";
import { makeSetupLink } from "./setup-link";
import { createUser, userByEmail } from "./users";

export type FirstAdmin =
  | { kind: "exists" }
  | { kind: "made"; email: string }
  /** ADMIN_EMAIL is somebody who is no admin: not changed without being asked. */
  | { kind: "not-admin"; email: string }
  | { kind: "link"; token: string };

/** With ADMIN_EMAIL makes the first admin; else, while there is nobody at all, a link that makes one. */
export async function firstAdmin(
  db: Db,
  { ADMIN_EMAIL, ADMIN_PASSWORD }: { ADMIN_EMAIL?: string | undefined; ADMIN_PASSWORD?: string | undefined },
): Promise<FirstAdmin> {
  if ((await userCounts(db)).admins > 0) return { kind: "exists" };
  if (ADMIN_EMAIL && ADMIN_PASSWORD) {
    if (await userByEmail(db, ADMIN_EMAIL)) return { kind: "not-admin", email: ADMIN_EMAIL };
    const person = { email: ADMIN_EMAIL, password: ADMIN_PASSWORD, role: "admin" as const };
    const { email } = await createUser(db, person, { id: null, name: "ADMIN_EMAIL" });
    return { kind: "made", email };
  }
  const token = await makeSetupLink(db);
  return token === null ? { kind: "exists" } : { kind: "link", token };
}
