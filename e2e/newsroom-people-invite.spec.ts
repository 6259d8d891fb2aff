/** Somebody new: invited, with two factors from then on, and shut out in the end. */
import { expect, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { auditEvent, user } from "../db/schema";
import { userByEmail } from "../db/users";
import { codeAt } from "../lib/people/totp";
import { accountHeading, another, disableMade, enter, named, PASSWORD, people, person, turnOn } from "./people";
import { withDatabase } from "./with-database";

test.afterAll(disableMade);

test("somebody is invited, signs in with two factors, and is shut out with their tab open", async ({
  page,
  browser,
}) => {
  test.slow();
  const email = named("invited");
  const desk = await another(browser);
  await people(page);

  await test.step("the link works once", async () => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Make the link" }).click();
    const link = await page.getByLabel("The invitation's link").inputValue();
    expect(link).toMatch(/\/sign-in\/invite\/[\w-]{32}$/);
    const waiting = page.getByRole("list", { name: "Invitations" }).getByRole("listitem").filter({ hasText: email });
    await expect(waiting).toContainText("Editor");
    await page.reload();
    await expect(page.getByLabel("The invitation's link")).toHaveCount(0);
    expect(await page.content()).not.toContain(link.split("/").at(-1));

    await desk.goto(link);
    await expect(desk.getByLabel("E-mail")).toHaveValue(email);
    await desk.getByLabel("Password").fill(PASSWORD);
    await desk.getByRole("button", { name: "Join" }).click();
    await expect(desk).toHaveURL(/\/admin/);
    const late = await another(browser);
    await late.goto(link);
    await expect(late).toHaveURL(/\/sign-in\?error=link-used/);
    await expect(late.getByText(/was used already/)).toBeVisible();
  });

  const { secret, codes } = await test.step("two-factor is on after a first right code", async () => {
    await desk.goto("/admin/account");
    const on = await turnOn(desk);
    await desk.reload();
    await expect(desk.getByText("10 recovery codes are left")).toBeVisible();
    const source = await desk.content();
    for (const shown of [on.secret, ...on.codes]) expect(source).not.toContain(shown);
    return on;
  });

  await test.step("the password alone is not enough", async () => {
    const door = await another(browser);
    await enter(door, email);
    await expect(door).toHaveURL(/\/sign-in\/code/);
    await door.goto("/admin/account");
    await expect(door).toHaveURL(/\/sign-in\?next/);
    await enter(door, email);
    await expect(door.getByLabel("Code")).toBeFocused();
    await door.keyboard.type("123456");
    await door.keyboard.press("Enter");
    await expect(door.getByRole("alert").filter({ hasText: "wrong" })).toBeVisible();
    // The next step's: the one of now turned it on.
    await door.getByLabel("Code").fill(codeAt(secret, new Date(Date.now() + 30_000)));
    await door.keyboard.press("Enter");
    await expect(accountHeading(door)).toBeVisible();
  });

  await test.step("a recovery code does, once, also without JavaScript", async () => {
    const plain = await another(browser, { javaScriptEnabled: false });
    await enter(plain, email);
    await plain.getByRole("link", { name: "Use a recovery code" }).click();
    await plain.getByLabel("Recovery code").fill(codes[0]?.toUpperCase() ?? "");
    await plain.getByRole("button", { name: "Sign in" }).click();
    await expect(accountHeading(plain)).toBeVisible();
    await plain.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(plain).toHaveURL(/\/sign-in/);
    await enter(plain, email);
    await plain.getByRole("link", { name: "Use a recovery code" }).click();
    await plain.getByLabel("Recovery code").fill(codes[0] ?? "");
    await plain.getByRole("button", { name: "Sign in" }).click();
    await expect(plain.getByText(/was used already/)).toBeVisible();
  });

  await test.step("disabled, their open tab can do nothing from the next request on", async () => {
    await page.reload();
    await expect(person(page, email)).toContainText("two-factor");
    await person(page, email).locator("summary").click();
    await person(page, email).getByRole("button", { name: "Disable" }).click();
    await expect(person(page, email)).toContainText("Disabled, and signed out everywhere.");
    await expect(person(page, email)).toContainText("disabled");
    // The form is still on their screen, and what it would do is refused.
    await desk.getByText("Turn off two-factor").click();
    await desk.getByLabel("Your password").last().fill(PASSWORD);
    await desk.getByRole("button", { name: "Turn it off" }).click();
    await expect(desk).toHaveURL(/\/sign-in/);
    const refused = await desk.request.post("/api/newsroom/undo", { data: { last: true } });
    expect(refused.status()).toBe(401);
    const row = await withDatabase((db) => db.select().from(user).where(eq(user.email, email)));
    expect(row[0]?.totpSince).not.toBeNull();
    await enter(desk, email);
    await expect(desk.getByText("The e-mail or the password is wrong.")).toBeVisible();
  });

  await test.step("enabled again, with two-factor removed, the password is enough", async () => {
    await person(page, email).getByRole("button", { name: "Enable" }).click();
    await expect(person(page, email)).toContainText("they can sign in again");
    await person(page, email).getByRole("button", { name: "Remove two-factor" }).click();
    await expect(person(page, email)).toContainText("password only");
    await enter(desk, email);
    await expect(accountHeading(desk)).toBeVisible();
  });

  const events = await withDatabase((db) => db.select().from(auditEvent));
  const told = JSON.stringify(events);
  const them = await withDatabase((db) => userByEmail(db, email));
  const ofThem = events.filter(
    ({ subject, subjectId, after }) =>
      subject === "user" && (subjectId === String(them?.id) || JSON.stringify(after ?? {}).includes(email)),
  );
  expect(ofThem.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["invite", "turn-on-two-factor", "disable-user", "enable-user", "remove-two-factor"]),
  );
  for (const hidden of [PASSWORD, secret, ...codes]) expect(told).not.toContain(hidden);
});
