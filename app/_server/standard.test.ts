/** What the standard asks of passwords, sessions and bodies beyond what stands beside their code (docs/asvs.md). */
import { readdirSync, readFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { NextRequest } from "next/server";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { scratchDatabase } from "@/db/testing/scratch";
import { hashPassword, verifyPassword } from "@/lib/people/password";
import { beginSession, ownSessions } from "@/lib/people/sessions";
import { createUser } from "@/lib/people/users";
import { holdRequests } from "./incoming";
import { jsonBody } from "./request-body";
import { sessionOf } from "./session";

const { db } = scratchDatabase();
const now = new Date();

test("passwords of 64 characters and more, and each of them counts", async () => {
  const long = `${"long ".repeat(25)}é日`;
  const hash = await hashPassword(long);
  expect(await verifyPassword(hash, long)).toBe(true);
  for (const other of [long.slice(0, -1), ` ${long}`, long.toUpperCase(), `${long} `])
    expect(await verifyPassword(hash, other)).toBe(false);
});

test("a session's id has 128 bits that nobody can guess, and each sign-in begins a session of its own", async () => {
  const person = { email: "a@gazette.example", password: "correct horse battery", role: "editor" as const };
  const user = await createUser(db, person, { id: null, name: "test" });
  const begun = await Promise.all([1, 2, 3].map(() => beginSession(db, { user, agent: null, now })));
  const ids = begun.map(({ sessionId }) => sessionId);
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(Buffer.from(id, "base64url").length * 8).toBeGreaterThanOrEqual(128);
  expect(await ownSessions(db, user, now)).toHaveLength(3);
});

test("a token without encryption is none, nor one that names another algorithm", async () => {
  vi.stubEnv("NEXTAUTH_SECRET", "a secret of this test");
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const session = { sessionId: "abc", userId: 1, sessionVersion: 1 };
  expect(await sessionOf(`${part({ alg: "none" })}.${part(session)}.`)).toBeNull();
  expect(await sessionOf(`${part({ alg: "HS256" })}.${part(session)}.${"A".repeat(43)}`)).toBeNull();
  expect(await sessionOf(`${part({ alg: "none", enc: "A256GCM" })}..AA.AA.AA`)).toBeNull();
});

test("TRACE is refused", async () => {
  const server = createServer((_, response) => void response.end());
  holdRequests(server, { policies: true, httpsFor: null });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, host: "127.0.0.1", method: "TRACE", path: "/" }).end();
  const status = await new Promise((resolve) => asked.once("response", ({ statusCode }) => resolve(statusCode)));
  expect(status).toBe(405);
  asked.destroy();
  server.close();
});

test("a body that names a prototype changes none", async () => {
  const body = '{"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}}}';
  const asked = new NextRequest("http://x/", { method: "POST", body, headers: { "content-type": "application/json" } });
  await jsonBody(asked, z.object({ role: z.string().optional() }));
  expect(({} as { role?: string }).role).toBeUndefined();
});

test("each field of a password hides it, and takes what is pasted or filled in", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
  const inputs = files
    .map((name) => `app/${name}`)
    .flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/autoComplete="(?:current|new)-password"/g)].map(({ index }) => {
        const text = readFileSync(file, "utf8");
        const from = text.lastIndexOf("<", index);
        return { file, input: text.slice(from, text.indexOf(">", index)) };
      }),
    );
  expect(inputs.length).toBeGreaterThan(2);
  for (const { file, input } of inputs) {
    expect(input, file).toMatch(/type="password"|<PasswordField|<Password/);
    expect(input, file).not.toMatch(/onPaste|maxLength/);
  }
});
