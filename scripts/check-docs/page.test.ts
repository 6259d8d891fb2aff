import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlive } from "@/lib/runtime/processes";
import { checkPage } from "./page";

let folder: string;
let root: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gazette-docs-test-"));
  root = join(folder, "gazette");
  await mkdir(join(root, "node_modules"), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const check = (text: string, options: { slow?: boolean; signal?: AbortSignal } = {}) =>
  checkPage(
    "p.md",
    text,
    { folder, root },
    {
      outer: { ...process.env, SITE_NAME: "Not the default" },
      slow: options.slow ?? false,
      signal: options.signal ?? new AbortController().signal,
      say: () => {},
    },
  );
const made = (name: string) => readFile(join(root, name), "utf8").then((text) => text.trim());

test("blocks run in order, variables stay, settings of outside do not come in", async () => {
  const page = '```sh\nNAME=a\necho "$NAME$SITE_NAME" > one   # a comment\n```\n\n```sh\ncat one one > two\n```\n';
  expect(await check(page)).toEqual({ page: "p.md", ran: 2, slow: [], unchecked: [], failure: null });
  expect(await made("two")).toBe("a\na");
});

test("a failure says where, what and what was said, and ends the page", async () => {
  const outcome = await check("# P\n\n```sh\ntrue\necho oh no && exit 3\ntouch after\n```\n");
  expect(outcome).toMatchObject({ ran: 0, failure: "p.md:5: echo oh no && exit 3\nended with 3\noh no" });
  expect(existsSync(join(root, "after"))).toBe(false);
});

test("what is slow or unchecked is listed and not run", async () => {
  const page =
    "```sh slow\ntouch slow\n```\n\n```sh unchecked\ndocker ps; touch never\n```\n\n```sh unchecked\ncertbot x '\n  docker ps'\n```\n";
  expect(await check(page)).toMatchObject({
    ran: 0,
    slow: ["p.md:1"],
    unchecked: ["p.md:5 needs Docker", "p.md:9 needs Docker"],
  });
  expect(existsSync(join(root, "slow"))).toBe(false);
  expect(await check(page, { slow: true })).toMatchObject({ ran: 1, slow: [] });
  expect(existsSync(join(root, "slow"))).toBe(true);
  expect(existsSync(join(root, "never"))).toBe(false);
});

test("a server stays for the commands after it, and ends where a fence says so", async () => {
  const server = `import { createServer } from "node:http";
    createServer((_, answer) => answer.end("here")).listen(process.env.PORT, "127.0.0.1");`;
  await writeFile(join(root, "server.mjs"), server);
  const ask = 'curl "http://127.0.0.1:$PORT/"';
  const page = `\`\`\`sh
node server.mjs
${ask} > during
\`\`\`

\`\`\`sh stopped
${ask} || echo gone > after
\`\`\`
`;
  expect(await check(page)).toMatchObject({ ran: 2, failure: null });
  expect([await made("during"), await made("after")]).toEqual(["here", "gone"]);
});

test("one that ends at once is a failure; being stopped ends what runs", async () => {
  await writeFile(join(root, "server.mjs"), 'console.log("no port")');
  expect((await check("```sh\nnode server.mjs\n```\n")).failure).toMatch(/ended, and should stay\nno port$/);
  const stopping = new AbortController();
  const checking = check("```sh\necho $$ > pid; exec node -e 'setInterval(() => {}, 1e6)'\n```\n", {
    signal: stopping.signal,
  });
  await expect.poll(() => existsSync(join(root, "pid"))).toBe(true);
  stopping.abort();
  expect((await checking).failure).toMatch(/was stopped/);
  expect(isAlive(Number(await made("pid")))).toBe(false);
});
