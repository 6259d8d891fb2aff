import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Refusal } from "./refusal";
import { tarOf, zipOf } from "./testing/archives";
import { type Budget, newBudget, unpack } from "./unpack";

let root: string;
let refusals: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gazette-unpack-"));
  refusals = [];
});
afterEach(() => rm(root, { recursive: true }));

async function unpacked(archive: Buffer, budget: Budget = newBudget()) {
  const path = join(root, "archive");
  const folder = join(root, "a", "b");
  await mkdir(folder, { recursive: true });
  await writeFile(path, archive);
  const onRefusal = (name: string, reason: string) => void refusals.push(`${name}: ${reason}`);
  return unpack(path, { folder, onRefusal, budget });
}
/** Every file below the root, so that one that got out of its folder would show. */
const files = async () => {
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  return paths
    .map((path) => path.slice(root.length + 1))
    .filter((path) => path !== "archive")
    .sort();
};

const KINDS = [
  ["zip", async (names: string[]) => zipOf(names.map((name) => ({ name, content: `of ${name}` })))],
  ["tar.gz", (names: string[]) => tarOf(names.map((name) => ({ name, content: `of ${name}` })))],
] as const;

for (const [kind, archiveOf] of KINDS) {
  test(`${kind}: content comes out, other files stay in`, async () => {
    const names = ["_news/one.md", "./export/_data/topics/two.YAML", "readme.txt", ".git/three.md", "__MACOSX/four.md"];
    expect(await unpacked(await archiveOf(names))).toBe(2);
    expect(await files()).toEqual(["a/b/_news/one.md", "a/b/export/_data/topics/two.YAML"]);
    expect(await readFile(join(root, "a/b/_news/one.md"), "utf8")).toBe("of _news/one.md");
    expect(refusals).toEqual([]);
  });

  test(`${kind}: names in any script stay what they are`, async () => {
    await unpacked(await archiveOf(["_news/2026-11-20-zeitungs-größe.md", "_news/新聞 📰.md"]));
    expect(await files()).toEqual(["a/b/_news/2026-11-20-zeitungs-größe.md", "a/b/_news/新聞 📰.md"]);
  });

  test.each([
    ["../out.md", "leads out"],
    ["_news/../../../out.md", "leads out"],
    ["/tmp/gazette-out.md", "leads out"],
    ["C:\\out.md", "leads out"],
    ["..\\out.md", "leads out"],
    ["new\nline.md", "cannot be shown"],
    [`${"long".repeat(60)}/${"x".repeat(300)}.md`, "too long"],
  ])(`${kind}: %j is refused, the rest comes out`, async (name, reason) => {
    expect(await unpacked(await archiveOf([name, "fine.md"]))).toBe(1);
    expect(await files()).toEqual(["a/b/fine.md"]);
    expect(refusals).toEqual([expect.stringContaining(reason)]);
  });

  test(`${kind}: a name that stands there twice comes out once`, async () => {
    expect(await unpacked(await archiveOf(["one.md", "one.md", "one.md/two.md"]))).toBe(1);
    expect(refusals).toHaveLength(2);
  });

  test(`${kind}: too large a file is refused`, async () => {
    const big = "x".repeat(1_000_001);
    const archive =
      kind === "zip" ? zipOf([{ name: "big.md", content: big }]) : await tarOf([{ name: "big.md", content: big }]);
    expect(await unpacked(archive)).toBe(0);
    expect(refusals).toEqual(["big.md: it is larger than 1 MB"]);
  });

  test(`${kind}: what grows too large is given up`, async () => {
    const names = Array.from({ length: 50 }, (_, index) => `${index}.md`);
    const entries = names.map((name) => ({ name, content: "0".repeat(100_000) }));
    const bomb = kind === "zip" ? zipOf(entries) : await tarOf(entries);
    expect(bomb.length).toBeLessThan(50_000);
    await expect(unpacked(bomb, { bytes: 1_000_000, entries: 100 })).rejects.toThrow("unpacked it is too large");
    expect((await files()).length).toBeLessThan(11);
    await expect(unpacked(await archiveOf(names), { bytes: 1e9, entries: 49 })).rejects.toThrow("too many files");
  });

  test(`${kind}: archives of one upload share what they may become`, async () => {
    const archive = await archiveOf(["one.md", "two.md", "three.md"]);
    const [few, small] = [
      { bytes: 1e6, entries: 5 },
      { bytes: 1e6, entries: 100 },
    ];
    expect(await unpacked(archive, few)).toBe(3);
    await expect(unpacked(archive, few)).rejects.toThrow("too many files");
    await unpacked(archive, small);
    // What one of them took is all that is left.
    small.bytes = 1e6 - small.bytes;
    await unpacked(archive, small);
    await expect(unpacked(archive, small)).rejects.toThrow("unpacked it is too large");
  });

  test(`${kind}: an archive that is cut off is refused, and so is an empty one`, async () => {
    const whole = await archiveOf(["one.md", "two.md"]);
    await expect(unpacked(whole.subarray(0, whole.length - 30))).rejects.toThrow(Refusal);
    await expect(unpacked(await archiveOf([]))).rejects.toThrow("it is empty");
  });
}

test("zip: links, devices and encrypted files are refused", async () => {
  const archive = zipOf([
    { name: "link.md", content: "/etc/passwd", mode: 0o120777 },
    { name: "pipe.md", mode: 0o010644 },
    { name: "secret.md", content: "x", flags: 0x801 },
    { name: "plain.md", content: "x", mode: 0 },
  ]);
  expect(await unpacked(archive)).toBe(1);
  expect(refusals).toEqual([
    "link.md: it is a symbolic link",
    "pipe.md: it is not a regular file",
    "secret.md: it is encrypted",
  ]);
  expect(await files()).toEqual(["a/b/plain.md"]);
});

test("tar.gz: links and devices are refused, and nothing is written through a link", async () => {
  const archive = await tarOf([
    { name: "link.md", type: "symlink", linkname: "/etc/passwd" },
    { name: "hard.md", type: "link", linkname: "../../archive" },
    { name: "fifo.md", type: "fifo" },
    { name: "away", type: "symlink", linkname: ".." },
    { name: "away/out.md", content: "x" },
  ]);
  expect(await unpacked(archive)).toBe(1);
  expect(refusals).toEqual(["link.md: it is a link", "hard.md: it is a link", "fifo.md: it is not a regular file"]);
  expect(await files()).toEqual(["a/b/away/out.md"]);
});

test("zip: a file that becomes more than it says breaks the archive", async () => {
  const archive = zipOf([{ name: "liar.md", content: "x".repeat(5_000_000), size: 10 }]);
  await expect(unpacked(archive)).rejects.toThrow("broken");
  expect(await files()).toEqual([]);
});

test("zip: names of old programs are read, too", async () => {
  await unpacked(zipOf([{ name: Buffer.from("gr\x81n.md", "latin1"), content: "x", flags: 0 }]));
  expect(await files()).toEqual(["a/b/grün.md"]);
});

test("tar.gz: what no file is made of counts, too", async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  await expect(unpacked(bomb, { bytes: 1_000_000, entries: 10 })).rejects.toThrow("unpacked it is too large");
});

test.each([
  ["text", Buffer.from("---\ntitle: a\n---\n")],
  ["nothing", Buffer.alloc(0)],
  ["another archive", Buffer.from("Rar!\x1a\x07")],
  ["gzip of something else", gzipSync("title: a".repeat(200))],
])("%s is no archive", async (_, bytes) => {
  await expect(unpacked(bytes)).rejects.toThrow(Refusal);
});
