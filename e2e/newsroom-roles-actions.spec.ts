/** Every action of the newsroom, called by hand as nobody, an editor, a disabled editor and an admin. */
import { expect, test } from "@playwright/test";
import { eq, like } from "drizzle-orm";
import { article, auditEvent, user } from "../db/schema";
import { userByEmail } from "../db/users";
import { type Action, actions, addressOf, EXAMPLES } from "./newsroom-parts";
import { as, emailOf, mailDomain, PASSWORD, type Person, walk } from "./newsroom-walk";
import { withDatabase } from "./with-database";

walk();

/** Calls an action as its page's script does, with a form: its fields come first, and what refers to them last. */
function callAction(
  who: Person | "nobody",
  { id, page }: Action,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const multipart = new FormData();
  for (const [name, value] of Object.entries(fields)) multipart.append(`_1_${name}`, value);
  multipart.append("0", '[null,"$K1"]');
  return as[who].post(addressOf(page), {
    multipart,
    headers: { "next-action": id, accept: "text/x-component", ...headers },
  });
}

/** Enough for many an action to do something, if it came to it. */
const TEMPTING = () => ({
  act: "disable",
  id: EXAMPLES["articles/[id]"] ?? "",
  email: emailOf("admin"),
  role: "editor",
  words: "bandicoot, small marsupial",
  password: PASSWORD,
  newPassword: `${PASSWORD} no more`,
});

/** The article and the people that the actions are pointed at. */
const state = () =>
  withDatabase(async (db) => {
    const id = Number(EXAMPLES["articles/[id]"]);
    const [mine] = await db.select().from(article).where(eq(article.id, id));
    const ours = like(user.email, `%${mailDomain()}`);
    const people = await db.select().from(user).where(ours).orderBy(user.id);
    // Who was seen when may change.
    return JSON.stringify([mine, people.map(({ lastSignInAt: _, ...rest }) => rest)]);
  });

test("every action is refused to nobody, to a disabled editor and, where it is an admin's, to an editor", async () => {
  test.slow();
  const before = await state();
  for (const action of actions()) {
    for (const who of ["nobody", "disabled"] as const) {
      const answer = await callAction(who, action, TEMPTING());
      const led = answer.headers()["x-action-redirect"] ?? answer.headers().location ?? "";
      expect(led, `${action.name} as ${who}: ${answer.status()}`).toMatch(/^\/sign-in/);
    }
    if (!action.forAdmins) continue;
    const text = await (await callAction("editor", action, TEMPTING())).text();
    expect(text, `${action.name} as editor`).toContain('"code":"not-allowed"');
  }
  expect(await state()).toBe(before);
  const acts = await withDatabase((db) =>
    db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.actor, emailOf("disabled"))),
  );
  expect(new Set(acts.map(({ action }) => action))).toEqual(new Set(["sign-in"]));
});

test("an action called so does something for whoever may: what is refused above is not refused for its form", async () => {
  const change = actions().find(({ name }) => name.endsWith("users/actions.ts changePerson"));
  if (!change) throw new Error("no such action");
  const roleOfEditor = () => withDatabase(async (db) => (await userByEmail(db, emailOf("editor")))?.role);
  const given = { act: "role", email: emailOf("editor"), role: "admin" };
  await callAction("admin", change, given);
  expect(await roleOfEditor()).toBe("admin");
  await callAction("admin", change, { ...given, role: "editor" });
  expect(await roleOfEditor()).toBe("editor");
  // Another site's page can't ask in somebody's name.
  await callAction("admin", change, given, { origin: "https://elsewhere.example" });
  expect(await roleOfEditor()).toBe("editor");
});
