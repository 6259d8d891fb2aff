import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { MAX_UPLOAD_BYTES } from "@/lib/transfer/upload";
import { receiveFiles } from "./receive-files";

let own: string;
beforeAll(async () => {
  own = await mkdtemp(join(tmpdir(), "gazette-receive-"));
  vi.stubEnv("TMPDIR", own);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(own, { recursive: true });
});

function request(form: FormData): Request {
  return new Request("http://site.example/", { method: "POST", body: form });
}
const formOf = (files: [string, string | Uint8Array][], fields: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of files) form.append("files", new File([content as string], name));
  return form;
};
const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("gazette-upload-")).length;
const problem = (given: Pick<Request, "headers" | "body">) =>
  receiveFiles(given).then(
    () => null,
    (error) => error.fields.files,
  );

test("files come with their names and bytes, and fields beside them", async () => {
  const before = await left();
  const big = new Uint8Array(300_000).fill(7);
  const { files, fields, remove } = await receiveFiles(
    request(
      formOf(
        [
          ["größe 新.md", "one"],
          ["big.zip", big],
          ["empty.md", ""],
        ],
        { dryRun: "on" },
      ),
    ),
  );
  expect(fields).toEqual({ dryRun: "on" });
  const sizes = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
  expect(sizes).toEqual({ "größe 新.md": 3, "big.zip": 300_000, "empty.md": 0 });
  const file = files.find(({ name }) => name === "big.zip");
  expect(new Uint8Array(await buffer(file?.read() as AsyncIterable<Uint8Array>))).toEqual(big);
  await remove();
  expect(await left()).toBe(before);
});

test("folders in a name go nowhere", async () => {
  const { files, remove } = await receiveFiles(request(formOf([["../../etc/a.md", "x"]])));
  expect(files.map(({ name }) => name)).toEqual(["a.md"]);
  await remove();
});

test.each([
  ["no form", () => new Request("http://site.example/", { method: "POST", body: "files" }), "no-form"],
  ["a form of texts", () => request(formOf([], { files: "x" })), "no-file"],
  ["a field without a chosen file", () => request(formOf([["", ""]])), "no-file"],
  [
    "no boundary",
    () =>
      new Request("http://site.example/", {
        method: "POST",
        body: "x",
        headers: { "content-type": "multipart/form-data" },
      }),
    "no-form",
  ],
])("%s is refused", async (_, make, expected) => {
  const before = await left();
  expect(await problem(make())).toBe(expected);
  expect(await left()).toBe(before);
});

const BOUNDARY = "----limits";
const headers = (more: Record<string, string> = {}) =>
  new Headers({ "content-type": `multipart/form-data; boundary=${BOUNDARY}`, ...more });
const part = (name: string) =>
  Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`);
const bodyOf = (chunks: AsyncIterable<Buffer> | Iterable<Buffer>) =>
  Readable.toWeb(Readable.from(chunks)) as unknown as Request["body"];

test("an upload that breaks off is refused, and leaves nothing", async () => {
  const before = await left();
  const broken = async function* () {
    yield part("a.md");
    throw new Error("gone");
  };
  expect(await problem({ headers: headers(), body: bodyOf(broken()) })).toBe("broke-off");
  expect(await problem({ headers: headers(), body: bodyOf([part("a.md"), Buffer.from("half")]) })).toBe("broke-off");
  expect(await left()).toBe(before);
});

test("what says that it is too much is not even read", async () => {
  const more = { "content-length": String(2 * MAX_UPLOAD_BYTES) };
  expect(await problem({ headers: headers(more), body: bodyOf([part("a.md")]) })).toBe("too-much");
});

test("what is too much without saying so is read to its end, not kept, and refused", async () => {
  const before = await left();
  const megabyte = Buffer.alloc(1_000_000);
  let onDisk = 0;
  async function* body() {
    yield part("a.md");
    for (let sent = 0; sent <= MAX_UPLOAD_BYTES * 1.1; sent += megabyte.length) yield megabyte;
    const files = await readdir(own, { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    for (const path of paths) onDisk += (await stat(path)).size;
    yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
  }
  expect(await problem({ headers: headers(), body: bodyOf(body()) })).toBe("too-much");
  expect(onDisk).toBeGreaterThan(0);
  expect(onDisk).toBeLessThanOrEqual(MAX_UPLOAD_BYTES);
  expect(await left()).toBe(before);
}, 60_000);
