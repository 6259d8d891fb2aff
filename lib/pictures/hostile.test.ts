import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Resolve } from "../fetching/destination";
import { masterOf, variantOf } from "./draw";
import { fetchPicture, MAX_PICTURE_BYTES, type PictureFetch } from "./fetch";
import { aPicture, bigGif, bigJpeg, blackPng, emptyPng, isoFile } from "./testing/files";
import { type Source, sourceOf } from "./testing/server";

let source: Source;
const agent = "Gazette test";

beforeAll(async () => {
  source = await sourceOf({ "/picture.png": await aPicture("png"), ...UNUSUAL });
});
afterAll(() => source.close());

/** What becomes of an address, in the two steps in which every picture is taken in. */
async function take(url: string, options: Partial<PictureFetch> = {}) {
  return masterOf(await fetchPicture(url, { agent, ...options }));
}

const INSIDE = [
  "http://127.0.0.1/a.png",
  "http://localhost/a.png",
  "http://LOCALHOST./a.png",
  "http://127.1/a.png",
  "http://127.0.1/a.png",
  "http://2130706433/a.png",
  "http://0x7f000001/a.png",
  "http://0x7f.0.0.1/a.png",
  "http://0177.0.0.1/a.png",
  "http://017700000001/a.png",
  "http://0/a.png",
  "http://0.0.0.0/a.png",
  "http://%31%32%37.0.0.1/a.png",
  "http://①②⑦.⓪.⓪.①/a.png",
  "http://127。0。0。1/a.png",
  "http://[::1]/a.png",
  "http://[::]/a.png",
  "http://[0:0:0:0:0:0:0:1]/a.png",
  "http://[::ffff:127.0.0.1]/a.png",
  "http://[::ffff:7f00:1]/a.png",
  "http://[::127.0.0.1]/a.png",
  "http://[64:ff9b::7f00:1]/a.png",
  "http://[2002:7f00:1::]/a.png",
  "http://10.0.0.1/a.png",
  "http://172.16.0.1/a.png",
  "http://192.168.1.1/a.png",
  "http://100.64.0.1/a.png",
  "http://169.254.169.254/latest/meta-data/",
  "http://0xa9fea9fe/latest/meta-data/",
  "http://2852039166/latest/meta-data/",
  "http://[::ffff:a9fe:a9fe]/latest/meta-data/",
  "http://168.63.129.16/a.png",
  "http://[fd00:ec2::254]/a.png",
  "http://[fe80::1]/a.png",
  "http://[fc00::1]/a.png",
  "http://[ff02::1]/a.png",
  "http://224.0.0.1/a.png",
  "http://255.255.255.255/a.png",
];

test.each(INSIDE)("%s is inside, and is not asked", async (url) => {
  await expect(take(url)).rejects.toThrow(/not one of the public internet|no such host/);
});

test.each([
  ["file:///etc/passwd", "Only http and https"],
  ["ftp://pictures.example/a.png", "Only http and https"],
  ["gopher://127.0.0.1:70/_GET", "Only http and https"],
  ["data:image/png;base64,iVBORw0KGgo=", "Only http and https"],
  ["javascript:alert(1)", "Only http and https"],
  ["blob:http://pictures.example/1", "Only http and https"],
  ["http://user:secret@pictures.example/a.png", "a name or a password"],
  ["http://pictures.example:22/a.png", "usual ports"],
  ["http://pictures.example:6379/a.png", "usual ports"],
  ["//pictures.example/a.png", "not an address"],
  [`http://pictures.example/${"a".repeat(5_000)}`, "not an address"],
])("%s is no address of a picture", async (url, reason) => {
  const resolve: Resolve = () => Promise.reject(new Error("asked"));
  await expect(take(url, { resolve })).rejects.toThrow(reason);
});

/** The first address is one of the test's own, that counts as public: what it leads to does not. */
const REDIRECTS = [
  "http://169.254.169.254/latest/meta-data/",
  "http://10.0.0.1/a.png",
  "http://[::ffff:a9fe:a9fe]/",
  "http://0xa9fea9fe/",
  "http://moved.example/a.png",
  "file:///etc/passwd",
  "ftp://127.0.0.1/a.png",
  "http://user:secret@127.0.0.1/a.png",
  "//192.168.0.1/a.png",
  "http://[fe80::1]/",
];

test.each(REDIRECTS)("a redirect to %s is not followed", async (to) => {
  const before = source.asked.length;
  const resolve: Resolve = async () => [{ address: "172.20.0.5", family: 4 }];
  await expect(take(`${source.base}/to?${to}`, { loopback: true, resolve })).rejects.toThrow(
    /public internet|Only http|name or a password/,
  );
  expect(source.asked).toHaveLength(before + 1);
});

test("a name that leads inside is not asked, at once or after it led outside", async () => {
  const { port } = new URL(source.base);
  const url = `http://rebinding.example:${port}/picture.png`;
  const inside: Resolve = async () => [{ address: "10.0.0.7", family: 4 }];
  await expect(take("http://rebinding.example/a.png", { resolve: inside })).rejects.toThrow("public internet");
  // Of several addresses one is inside.
  const both: Resolve = async () => [
    { address: "93.184.216.34", family: 4 },
    { address: "::ffff:10.0.0.1", family: 6 },
  ];
  await expect(take("http://rebinding.example/a.png", { resolve: both })).rejects.toThrow("public internet");
  // The name is asked once, and the connection goes to the address that was checked.
  let times = 0;
  const rebinding: Resolve = async () => [{ address: times++ === 0 ? "127.0.0.1" : "10.0.0.1", family: 4 }];
  expect((await take(url, { loopback: true, resolve: rebinding })).width).toBe(400);
  expect(times).toBe(1);
});

const hold: RequestListener = (_, response) => {
  response.writeHead(200, { "content-type": "image/png" });
  response.write("\x89PNG", "latin1");
};
const UNUSUAL: Record<string, RequestListener> = {
  "/silent": () => {},
  "/stalls": hold,
  "/endless": (_, response) => {
    response.writeHead(200, { "content-type": "image/png" });
    const more = () => response.write(Buffer.alloc(1 << 16), () => !response.destroyed && setImmediate(more));
    more();
  },
  "/says-huge": (_, response) =>
    response.writeHead(200, { "content-type": "image/png", "content-length": String(1e12) }).flushHeaders(),
  "/zipped-bomb": (_, response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(4 * MAX_PICTURE_BYTES))),
  "/unknown-encoding": (_, response) => response.writeHead(200, { "content-encoding": "zstd-x" }).end("a"),
  "/broken-encoding": (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("no gzip"),
  "/cut-short": (_, response) => {
    response.writeHead(200, { "content-length": "1000" }).write("\x89PNG\r\n", "latin1", () => response.destroy());
  },
  "/loops": (_, response) => response.writeHead(302, { location: "/loops" }).end(),
  "/nowhere": (_, response) => response.writeHead(302, { location: "http://[" }).end(),
  "/gone": (_, response) => response.writeHead(410).end(),
  "/fails": (_, response) => response.writeHead(500).end(),
};

test.each([
  ["/silent", "did not come within", true],
  ["/stalls", "did not come within", true],
  ["/endless", "too big", false],
  ["/says-huge", "too big", false],
  ["/zipped-bomb", "too big", false],
  ["/unknown-encoding", "encoded in a way", false],
  ["/broken-encoding", "can't be reached", true],
  ["/cut-short", "can't be reached", true],
  ["/loops", "more than 5 times", false],
  ["/nowhere", "an address that is none", false],
  ["/gone", "answered 410", false],
  ["/fails", "answered 500", true],
])("a server that answers %s gives no picture", async (path, reason, isPassing) => {
  const timeoutMs = /silent|stalls/.test(path) ? 80 : 5_000;
  const error = await take(source.base + path, { loopback: true, timeoutMs }).catch((caught) => caught);
  expect(error).toMatchObject({ name: "FetchRefusal", message: expect.stringContaining(reason), isPassing });
});

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><script>alert(1)</script></svg>';
const PNG_START = Buffer.from("89504e470d0a1a0a", "hex");
const after = (start: Buffer | string, rest: string) =>
  Buffer.concat([Buffer.from(start as string, "latin1"), Buffer.from(rest)]);
const cut = async (format: Parameters<typeof aPicture>[0], part: number) => {
  const whole = await aPicture(format);
  return whole.subarray(0, Math.floor(whole.length * part));
};

const NONE = /no PNG, JPEG, GIF, WebP or AVIF/;
const BROKEN = /broken or cut off/;
const PIXELS = /too many pixels/;
const ANY = /broken or cut off|too many pixels|not what it says/;

const FILES: [string, RegExp, () => Buffer | Promise<Buffer>][] = [
  ["nothing", NONE, () => Buffer.alloc(0)],
  ["one byte", NONE, () => Buffer.from([0xff])],
  ["an SVG drawing", NONE, () => Buffer.from(SVG)],
  ["an SVG drawing with a prologue", NONE, () => Buffer.from(`<?xml version="1.0"?><!-- a -->${SVG}`)],
  ["an SVG drawing after a byte order mark", NONE, () => Buffer.from(`\ufeff${SVG}`)],
  ["a compressed SVG drawing", NONE, () => gzipSync(SVG)],
  ["a web page", NONE, () => Buffer.from("<!doctype html><img src=x onerror=alert(1)>")],
  ["a PDF", NONE, () => Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj")],
  ["a PostScript file", NONE, () => Buffer.from("%!PS-Adobe-3.0 EPSF-3.0\nshowpage")],
  ["a TIFF", NONE, async () => sharpTiff()],
  ["a BMP", NONE, () => Buffer.concat([Buffer.from("BM"), Buffer.alloc(200)])],
  ["an icon", NONE, () => Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0]), Buffer.alloc(200)])],
  ["a script for ImageMagick", NONE, () => Buffer.from("push graphic-context\nviewbox 0 0 640 480")],
  ["a JPEG XL", NONE, () => Buffer.concat([Buffer.from("ff0a", "hex"), Buffer.alloc(100)])],
  ["a HEIC", NONE, () => isoFile("heic")],
  ["an MP4", NONE, () => isoFile("isom")],
  ["an archive", NONE, () => Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(100)])],
  ["a program", NONE, () => Buffer.concat([Buffer.from("\x7fELF", "latin1"), Buffer.alloc(100)])],
  ["an AVIF of nothing", BROKEN, () => isoFile("avif")],
  ["a PNG that goes on as SVG", BROKEN, () => after(PNG_START, SVG)],
  ["a GIF that is a script", BROKEN, () => Buffer.from("GIF89a/*\0\0*/=1;alert(1)//")],
  ["a GIF that goes on as a page", BROKEN, () => Buffer.from("GIF87a<!doctype html><script>alert(1)</script>")],
  ["a JPEG that goes on as a page", BROKEN, () => after(Buffer.from("ffd8ffe0", "hex"), "<script>alert(1)</script>")],
  ["a WebP that goes on as SVG", BROKEN, () => Buffer.from(`RIFF\x40\0\0\0WEBP${SVG}`)],
  ["a JPEG's beginning before a PNG", BROKEN, async () => after("\xff\xd8\xff", (await aPicture("png")).toString())],
  ["a PNG's header alone", ANY, () => emptyPng(400, 300)],
  ["a PNG cut off", BROKEN, () => cut("png", 0.6)],
  ["a JPEG cut off", BROKEN, () => cut("jpeg", 0.6)],
  ["a GIF cut off", BROKEN, () => cut("gif", 0.5)],
  ["a WebP cut off", BROKEN, () => cut("webp", 0.6)],
  ["an AVIF cut off", BROKEN, () => cut("avif", 0.6)],
  ["a PNG of 400 million pixels in few bytes", PIXELS, () => blackPng(20_000, 20_000)],
  ["a PNG of one line of a million pixels, many times", PIXELS, () => blackPng(1_000_000, 50)],
  ["a PNG that says it has 10,000,000,000 pixels", ANY, () => emptyPng(100_000, 100_000)],
  ["a PNG that says it has 2^62 pixels", ANY, () => emptyPng(2 ** 31 - 1, 2 ** 31 - 1)],
  ["a PNG without a pixel", ANY, () => emptyPng(0, 0)],
  ["a GIF that says it is 65,535 pixels wide and high", PIXELS, () => bigGif(65_535, 65_535)],
  ["a JPEG that says it is 65,000 pixels wide and high", PIXELS, () => bigJpeg(65_000, 65_000)],
  ["a pixel that counts readers", /too small/, async () => sharpDot()],
];

async function sharpTiff() {
  const { default: sharp } = await import("sharp");
  return sharp({ create: { width: 40, height: 40, channels: 3, background: "#f00" } })
    .tiff()
    .toBuffer();
}
async function sharpDot() {
  return aPicture("gif", { width: 1, height: 1 });
}

test.each(FILES)("%s is not loaded", async (_, reason, make) => {
  await expect(masterOf(await make())).rejects.toThrow(reason);
});

test.each(["png", "jpeg", "gif", "webp", "avif"] as const)("a %s is", async (format) => {
  const { bytes, width, height, color } = await masterOf(await aPicture(format));
  expect({ width, height }).toEqual({ width: 400, height: 300 });
  const [red = 0, green = 0] = (color.slice(1).match(/../g) ?? []).map((part) => Number.parseInt(part, 16));
  expect(red).toBeGreaterThan(150);
  expect(green).toBeLessThan(90);
  expect(bytes.toString("latin1", 8, 12)).toBe("WEBP");
});

test("of a picture with something else behind it only the picture goes on", async () => {
  const file = Buffer.concat([await aPicture("jpeg"), Buffer.from("PK\x03\x04<script>alert('here')</script>")]);
  const { bytes } = await masterOf(file);
  for (const format of ["avif", "webp"] as const) {
    expect((await variantOf(bytes, 320, format)).includes("alert")).toBe(false);
  }
  expect(bytes.includes("alert")).toBe(false);
});

test("what a picture says of its maker and place does not go on", async () => {
  const { default: sharp } = await import("sharp");
  const file = await sharp(await aPicture("jpeg"))
    .withExif({ IFD0: { Artist: "Somebody" } })
    .toBuffer();
  expect(file.includes("Somebody")).toBe(true);
  expect((await masterOf(file)).bytes.includes("Somebody")).toBe(false);
});
