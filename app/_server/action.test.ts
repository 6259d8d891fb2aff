import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import type { User } from "@/db/users";
import { AppError } from "@/lib/errors";
import { adminAction, editorAction, publicAction } from "./action";
import { currentUser } from "./auth";

vi.mock("./auth", async (original) => ({ ...(await original<typeof import("./auth")>()), currentUser: vi.fn() }));
vi.mock("./follow-changes", () => ({ heardChanges: vi.fn(async () => {}) }));

const schema = z.object({ quality: z.string().regex(/^\d+$/, "A whole number.").transform(Number) });
const signedIn = (role: User["role"] | null) => vi.mocked(currentUser).mockResolvedValue(role && ({ role } as User));

function form(texts: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(texts)) data.set(name, value);
  return data;
}

beforeEach(() => signedIn("editor"));

test("does what it is for with what was parsed, for whom", async () => {
  const act = vi.fn(async () => ({ message: "Saved.", version: 3 }));
  const state = await editorAction(schema, act)(null, form({ quality: "87" }));
  expect(act).toHaveBeenCalledWith({ quality: 87 }, { role: "editor" });
  expect(state).toEqual({ ok: true, message: "Saved.", version: 3 });
});

test.each([
  ["editor", editorAction],
  ["admin", adminAction],
])("nobody signed in is sent to sign in before anything is read: %s", async (_, action) => {
  signedIn(null);
  const act = vi.fn();
  await expect(action(schema, act)(null, form({}))).rejects.toMatchObject({
    digest: expect.stringContaining("/sign-in"),
  });
  expect(act).not.toHaveBeenCalled();
});

test("an editor can't do what admins do", async () => {
  const act = vi.fn();
  expect(await adminAction(schema, act)(null, form({ quality: "1" }))).toMatchObject({
    ok: false,
    code: "not-allowed",
  });
  expect(act).not.toHaveBeenCalled();
  signedIn("admin");
  expect(await adminAction(schema, act)(null, form({ quality: "1" }))).toMatchObject({ ok: true });
  expect(await editorAction(schema, act)(null, form({ quality: "1" }))).toMatchObject({ ok: true });
});

test("what can't be parsed names its field and gives back what was typed, but no secret", async () => {
  const given = form({
    quality: "hot",
    email: "a@b.example",
    password: "correct horse",
    token: "abc",
    $ACTION_ID: "1",
  });
  expect(await editorAction(schema, vi.fn())(null, given)).toMatchObject({
    ok: false,
    code: "invalid",
    fields: { quality: "A whole number." },
    given: { quality: "hot", email: "a@b.example" },
  });
  const state = await editorAction(schema, vi.fn())(null, given);
  expect(JSON.stringify(state)).not.toMatch(/horse|abc|ACTION/);
});

test("expected errors are values, others pass through", async () => {
  const refuse = publicAction(schema, async () => {
    throw new AppError("conflict");
  });
  expect(await refuse(null, form({ quality: "1" }))).toMatchObject({ ok: false, code: "conflict" });
  const fail = publicAction(schema, async () => {
    throw new Error("the disk is full");
  });
  await expect(fail(null, form({ quality: "1" }))).rejects.toThrow("the disk is full");
});

test("a text that nothing can keep is refused at its field", async () => {
  const act = vi.fn();
  const state = await editorAction(z.object({ note: z.string() }), act)(null, form({ note: "a\0b" }));
  expect(state).toMatchObject({ ok: false, code: "invalid", fields: { note: "contains a NUL character" } });
  expect(act).not.toHaveBeenCalled();
});
