import { expect, test } from "vitest";
import { takeOverConsole } from "./console";
import { log, logTo } from "./log";
import { readable } from "./readable";
import { pathForLog, requestContext } from "./request-context";

function written() {
  const lines: string[] = [];
  return { to: logTo({ write: (line) => lines.push(line) }, { name: "test", level: "info" }), lines };
}
const REQUEST = { id: "request-1", method: "GET", url: "/latest?q=mine" };

test("a line is JSON: when, what, which process", () => {
  const { to, lines } = written();
  to.info("It works.\nReally.");
  to.debug("Not at this level.");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    process: "test",
    pid: process.pid,
    msg: "It works.\nReally.",
  });
  expect(lines[0]?.match(/\n/g)).toHaveLength(1);
});

test("within a request it names the request, and an error says where", () => {
  const { to, lines } = written();
  requestContext().run(REQUEST, () => {
    to.warn("Slow");
    to.error({ err: new Error("Broken") }, "Failed");
  });
  to.warn("Outside");
  const [slow, failed, outside] = lines.map((line) => JSON.parse(line));
  expect(slow).toMatchObject({ requestId: "request-1", msg: "Slow" });
  expect(slow.path).toBeUndefined();
  expect(failed).toMatchObject({ requestId: "request-1", method: "GET", path: "/latest", msg: "Failed" });
  expect(failed.err).toMatchObject({ type: "Error", message: "Broken", stack: expect.stringContaining("log.test.ts") });
  expect(outside.requestId).toBeUndefined();
});

test("secrets that are handed over by mistake are left out", () => {
  const { to, lines } = written();
  to.info({ password: "hidden-1", user: { token: "hidden-2" }, request: { headers: { cookie: "hidden-3" } } }, "Hm");
  expect(lines.join()).not.toContain("hidden");
  expect(lines.join()).toContain("(left out)");
});

test("searches and tokens in addresses stay out of the log", () => {
  expect(pathForLog("/search?q=my+illness")).toBe("/search");
  expect(pathForLog("/sign-in/invite/AbC123")).toBe("/sign-in/invite/…");
  expect(pathForLog("/sign-in/reset/AbC123?x=1")).toBe("/sign-in/reset/…");
  expect(pathForLog("/sign-in")).toBe("/sign-in");
});

test("people read lines without braces, and nothing that a request holds moves their cursor", () => {
  const { to, lines } = written();
  to.info("Gazette is at http://localhost:3000");
  to.warn({ path: "/a\u001b[2Jb\r\nroot logged in" }, "Odd\u0007");
  expect(readable(lines[0] ?? "")).toMatch(/^\d\d:\d\d:\d\d Gazette is at http:\/\/localhost:3000\n$/);
  const odd = readable(lines[1] ?? "");
  expect(odd).toMatch(/^\S+ warn: Odd {2}path=/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(odd.slice(0, -1)).not.toMatch(/[\u0000-\u001f]/);
  expect(readable("no JSON\n")).toBe("no JSON\n");
});

test("people see the stack of an error", () => {
  const { to, lines } = written();
  to.error({ err: new Error("Broken") }, "Failed");
  expect(readable(lines[0] ?? "")).toMatch(/^\S+ error: Failed\nError: Broken\n {4}at .*log\.test\.ts/);
});

test("what others say to the console is a line of the log, an error with the number that readers see", () => {
  const said: unknown[][] = [];
  const kept = { error: log().error, info: log().info };
  Object.assign(log(), { error: (...all: unknown[]) => said.push(all), info: (...all: unknown[]) => said.push(all) });
  const console = { error: (..._: unknown[]) => {}, log: (..._: unknown[]) => {} };
  takeOverConsole(console);
  const err = Object.assign(new Error("Broken"), { digest: "1234" });
  console.error(err);
  console.error("⨯ ", new Error("Without a number"));
  requestContext().run(REQUEST, () => {
    console.error("⨯", err);
    console.error("Once more", Object.assign(new Error("Broken"), { digest: "1234" }));
  });
  console.log("%s articles", 3);
  console.log("");
  Object.assign(log(), kept);
  expect(said).toEqual([
    [{ err }, "Error: Broken"],
    [{ err: new Error("Without a number") }, "Error: Without a number"],
    [{ err }, "Error: Broken"],
    ["3 articles"],
  ]);
});
