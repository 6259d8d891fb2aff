/** The editor in whose name the benchmark acts. */
import type { Db } from "@/db/client";
import { makeToken, ownTokens, revokeToken } from "@/lib/people/api-tokens";
import { createUser, type User, userByEmail } from "@/lib/people/users";

export const EDITOR = {
  email: "bench@gazette.example",
  password: "only for as long as it is measured",
  role: "editor",
} as const;

export async function benchEditor(db: Db): Promise<User> {
  const known = await userByEmail(db, EDITOR.email);
  if (known) return known;
  await createUser(db, EDITOR, { id: null, name: "bench" });
  return benchEditor(db);
}

const TOKEN_NAME = "bench";

/** A token that may publish; one that an earlier run left is revoked. */
export async function publishingToken(db: Db): Promise<{ token: string; revoke: () => Promise<void> }> {
  const user = await benchEditor(db);
  const revoke = async () => {
    const own = await ownTokens(db, user, new Date());
    const ours = own.find(({ name }) => name === TOKEN_NAME);
    if (ours) await revokeToken(db, user, ours.id, new Date());
  };
  await revoke();
  const token = await makeToken(db, {
    user,
    name: TOKEN_NAME,
    scopes: ["articles:publish"],
    days: 30,
    now: new Date(),
  });
  return { token, revoke };
}
