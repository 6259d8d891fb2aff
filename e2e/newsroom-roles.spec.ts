/** Every page and every route of the newsroom, as nobody, an editor, a disabled editor and an admin. */
import { expect, test } from "@playwright/test";
import { actions, addressOf, FILES, isAdmins, PAGES, ROUTES, read, TOKEN_ROUTES, takes } from "./newsroom-parts";
import { as, isSentToSignIn, type Person, walk } from "./newsroom-walk";

/** Pages that are there to say that nothing is. */
const NOWHERE = /\[\.\.\.rest\]/;

walk();

test("there is something to walk through", () => {
  expect(PAGES.length).toBeGreaterThan(5);
  expect(ROUTES.length).toBeGreaterThan(2);
  expect(TOKEN_ROUTES.length).toBeGreaterThan(2);
  expect(PAGES.filter((page) => isAdmins(read(page))).length).toBeGreaterThan(0);
  expect(actions().length).toBeGreaterThan(5);
});

for (const file of PAGES) {
  test(`page ${file}`, async () => {
    const path = addressOf(file);
    for (const who of ["nobody", "disabled"] as const) {
      const answer = await as[who].get(path);
      expect(isSentToSignIn(answer), `${who}: ${answer.status()}`).toBe(true);
    }
    const editor = (await as.editor.get(path)).status();
    const admin = (await as.admin.get(path)).status();
    if (NOWHERE.test(file)) expect([editor, admin]).toEqual([404, 404]);
    // A page may only lead to another one, once it knows who asks.
    else expect([200, 307]).toContain(admin);
    if (isAdmins(read(file))) expect([403, 404]).toContain(editor);
    else expect(editor).toBe(admin);
  });
}

for (const file of FILES.filter((each) => takes(each, "GET"))) {
  test(`download ${file}`, async () => {
    const path = addressOf(file);
    for (const who of ["nobody", "disabled"] as const) {
      const answer = await as[who].get(path);
      expect(isSentToSignIn(answer) || answer.status() === 401, `${who}: ${answer.status()}`).toBe(true);
    }
    // What a job made may not be there (any more), and nothing says here of which file.
    expect([200, 400, 404]).toContain((await as.admin.get(path)).status());
    if (isAdmins(read(file))) expect([403, 404]).toContain((await as.editor.get(path)).status());
  });
}

for (const file of FILES.filter((each) => takes(each, "POST"))) {
  test(`upload ${file}`, async () => {
    const path = addressOf(file);
    const post = (who: Person | "nobody", headers: Record<string, string> = {}) =>
      as[who].post(path, { data: "null", headers: { "content-type": "application/json", ...headers } });
    const script = { accept: "application/json" };
    for (const who of ["nobody", "disabled"] as const) {
      expect((await post(who, script)).status(), who).toBe(401);
      const form = await post(who);
      expect(isSentToSignIn(form) || form.status() === 401, `${who}: ${form.status()}`).toBe(true);
    }
    expect((await post("editor", script)).status()).toBe(403);
    expect((await post("admin", { ...script, origin: "https://elsewhere.example" })).status()).toBe(403);
    // No upload: whoever may send one is told so.
    const admin = (await post("admin", script)).status();
    expect(admin).toBeGreaterThanOrEqual(400);
    expect([401, 403]).not.toContain(admin);
    expect(admin).toBeLessThan(500);
  });
}

for (const file of ROUTES) {
  test(`route ${file}`, async () => {
    const path = addressOf(file);
    // No route takes null: whoever may ask is told so, and nothing is done.
    const headers = { "content-type": "application/json" };
    const status = async (who: Person | "nobody") => (await as[who].post(path, { data: "null", headers })).status();
    expect(await status("nobody")).toBe(401);
    expect(await status("disabled")).toBe(401);
    expect(await status("admin")).toBe(400);
    expect(await status("editor")).toBe(isAdmins(read(file)) ? 403 : 400);
    const foreign = { ...headers, origin: "https://elsewhere.example" };
    expect((await as.admin.post(path, { data: "null", headers: foreign })).status()).toBe(403);
    for (const method of ["GET", "PUT", "DELETE", "PATCH"]) {
      expect([401, 404, 405], method).toContain((await as.nobody.fetch(path, { method })).status());
    }
  });
}

for (const file of TOKEN_ROUTES) {
  test(`token route ${file}`, async () => {
    const path = addressOf(file);
    const methods = ["GET", "PUT", "PATCH", "POST", "DELETE"];
    const taken = methods.filter((method) => read(file).includes(`export const ${method} = tokenRoute(`));
    expect(taken.length).toBeGreaterThan(0);
    for (const who of ["nobody", "disabled", "editor", "admin"] as const) {
      for (const method of methods) {
        const headers = { "content-type": "application/json" };
        const status = (
          await as[who].fetch(path, { method, headers, ...(method === "GET" ? {} : { data: "{}" }) })
        ).status();
        expect(status, `${method} as ${who}`).toBe(taken.includes(method) ? 401 : 405);
      }
    }
  });
}
