/** Who may sign in, from the command line. */
import type { Db } from "@/db/client";
import type { Role } from "@/db/schema";
import { env } from "@/lib/env";
import { INVITE_DAYS, invite } from "@/lib/people/invite";
import { removeTwoFactor } from "@/lib/people/two-factor";
import { createUser, disableUser, enableUser, listUsers, setPassword, setRole } from "@/lib/people/users";
import { askPassword } from "@/lib/runtime/ask-password";
import { instanceAt, instanceFile } from "@/lib/runtime/instance";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { CommandError, run } from "./cli";

const usage = `
Usage: npm run user -- add EMAIL --role admin|editor
       npm run user -- invite EMAIL --role admin|editor
       npm run user -- list
       npm run user -- role EMAIL admin|editor
       npm run user -- password EMAIL
       npm run user -- disable EMAIL
       npm run user -- enable EMAIL
       npm run user -- two-factor-off EMAIL

People who may sign in. A password is asked for, or read from standard input when that is not a terminal; it has at
least 8 characters. A new password and disabling sign the person out everywhere. An invitation is a link that works
once, by which somebody chooses their own password. Two-factor is turned off for somebody who lost their device and
their recovery codes.
`;

const BY = { id: null, name: "npm run user" };

type Request = { email: string; role: string | undefined; database: () => Promise<{ db: Db }> };

const actions: Record<string, ((request: Request) => Promise<void>) | undefined> = {
  async add({ email, role, database }) {
    const known = roleNamed(role);
    const { db } = await database();
    const made = await createUser(db, { email, password: await askPassword(), role: known }, BY);
    console.log(`Added ${made.email} as ${made.role}.`);
  },
  async invite({ email, role, database }) {
    const known = roleNamed(role);
    const { db } = await database();
    const { token } = await invite(db, { email, role: known, by: BY, now: new Date() });
    const running = await instanceAt(instanceFile(env().DATA_DIR));
    console.log(`${running?.address ?? site().url}${urls.invite(token)}`);
    console.log(`This link works once, for ${INVITE_DAYS} days.`);
  },
  async list({ database }) {
    const people = await listUsers((await database()).db);
    if (people.length === 0) console.log("Nobody yet.");
    const width = Math.max(0, ...people.map(({ email }) => email.length));
    for (const { email, role, disabledAt, lastSignInAt, totpSince } of people) {
      const seen = lastSignInAt ? `signed in ${lastSignInAt.toISOString().slice(0, 16)}Z` : "never signed in";
      console.log(
        `${email.padEnd(width)}  ${role.padEnd(6)}  ${disabledAt ? "disabled" : seen}${totpSince ? ", two-factor" : ""}`,
      );
    }
  },
  async role({ email, role, database }) {
    const known = roleNamed(role);
    await setRole((await database()).db, email, known, BY);
    console.log(`${email} is ${known} now.`);
  },
  async password({ email, database }) {
    const { db } = await database();
    await setPassword(db, email, await askPassword(), BY);
    console.log(`${email} has a new password, and is signed out everywhere.`);
  },
  async disable({ email, database }) {
    await disableUser((await database()).db, email, BY);
    console.log(`${email} cannot sign in any more.`);
  },
  async enable({ email, database }) {
    await enableUser((await database()).db, email, BY);
    console.log(`${email} can sign in again.`);
  },
  async "two-factor-off"({ email, database }) {
    await removeTwoFactor((await database()).db, email, BY);
    console.log(`${email} signs in with the password alone.`);
  },
};

function roleNamed(role: string | undefined): Role {
  if (role === "admin" || role === "editor") return role;
  throw wrongUse(
    role === undefined ? "--role is missing: admin or editor" : `"${role}" is not a role: admin or editor`,
  );
}

function wrongUse(what: string): CommandError {
  return new CommandError(`${what}. See npm run user -- --help.`, 2);
}

await run({ usage, options: { role: { type: "string" } } }, async ({ values, positionals, database }) => {
  const [action, email, ...rest] = positionals;
  if (action === undefined) throw wrongUse("Say what to do");
  const act = actions[action];
  if (!act) throw wrongUse(`"${action}" is not something this command does`);
  const expected = action === "list" ? 1 : action === "role" ? 3 : 2;
  if (positionals.length < expected)
    throw wrongUse(`${action} needs ${action === "role" ? "EMAIL and a role" : "EMAIL"}`);
  if (positionals.length > expected) throw wrongUse(`"${positionals[expected]}" is too much`);
  const takesRole = action === "add" || action === "invite";
  if (!takesRole && values.role !== undefined) throw wrongUse("--role goes with add and invite");
  await act({ email: email ?? "", role: takesRole ? values.role : rest[0], database });
});
