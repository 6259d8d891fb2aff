import { NextRequest } from "next/server";
import { beforeEach, expect, test, vi } from "vitest";
import type { User } from "@/db/users";

const asked = vi.hoisted(() => ({ user: null as User | null }));
vi.mock("./auth", () => ({
  currentUser: async () => asked.user,
  mayAct: (user: User, role: string) => user.role === "admin" || user.role === role,
}));
const { adminDownload, adminUpload } = await import("./admin-files");

const person = (role: User["role"]) => ({ id: 1, email: "a@desk.example", role }) as User;
const act = vi.fn(async () => ({ id: 7, page: "/admin/data#jobs" }));
const upload = adminUpload("/admin/data", act);
const download = adminDownload(async () => new Response("file"));

beforeEach(() => {
  asked.user = person("admin");
  act.mockClear();
});

function post({ files = ["a.md"], accept = "text/html", origin = "http://site.example" } = {}) {
  const body = new FormData();
  for (const name of files) body.append("files", new File(["x"], name));
  const headers = { accept, origin, host: "site.example" };
  return upload(
    new NextRequest("http://site.example/admin/data/uploads", { method: "POST", body, headers }),
    undefined,
  );
}
const get = async () => download(new NextRequest("http://site.example/admin/data/archives/1"), undefined);
const where = (response: Response) => [response.status, response.headers.get("location")];

test("an admin's form is led on, a script gets the number", async () => {
  expect(where(await post())).toEqual([303, "/admin/data#jobs"]);
  const answer = await post({ accept: "application/json" });
  expect([answer.status, await answer.json()]).toEqual([200, { id: 7 }]);
  expect(act).toHaveBeenCalledTimes(2);
});

test("nobody is sent to sign in, and a script is told so", async () => {
  asked.user = null;
  expect(where(await post())).toEqual([303, "/sign-in?next=%2Fadmin%2Fdata"]);
  expect((await post({ accept: "application/json" })).status).toBe(401);
  expect(where(await get())).toEqual([303, "/sign-in?next=%2Fadmin%2Fdata%2Farchives%2F1"]);
  expect(act).not.toHaveBeenCalled();
});

test("an editor may neither send nor fetch", async () => {
  asked.user = person("editor");
  expect(where(await post())).toEqual([303, "/admin/data?problem=not-allowed"]);
  expect((await post({ accept: "application/json" })).status).toBe(403);
  expect((await get()).status).toBe(404);
  expect(act).not.toHaveBeenCalled();
});

test.each(["http://evil.example", "null"])("a form of %s is refused", async (origin) => {
  expect(where(await post({ origin }))).toEqual([303, "/admin/data?problem=other-site"]);
  expect(act).not.toHaveBeenCalled();
});

test("what is wrong comes back as its name, and to a script as a sentence", async () => {
  expect(where(await post({ files: [] }))).toEqual([303, "/admin/data?problem=no-file"]);
  const answer = await post({ files: [], accept: "application/json" });
  expect([answer.status, await answer.json()]).toMatchObject([400, { detail: "Choose at least one file." }]);
});

test("an admin fetches what is there", async () => {
  expect(await (await get()).text()).toBe("file");
});
