import { beforeEach, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { AppError } from "../errors";
import { pictureOf } from "./image";
import { logoPicture, MAX_LOGO_BYTES, saveLogo } from "./logo";
import { givenSettings } from "./values";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "chief@desk.example" };
beforeEach(() => sql`truncate setting, audit_event restart identity`);

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAD0lEQVR42mNk+M9Qz8AAAAODAYC2o3HOAAAAAElFTkSuQmCC",
  "base64",
);
const svg = (inner: string, outer = "") =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"${outer}>${inner}</svg>`);
const jpeg = (height: number, width: number) =>
  Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    1,
    1,
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
  ]);
const webp = (kind: string, rest: number[]) =>
  Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP"), Buffer.from(kind), Buffer.from([0, 0, 0, 0]), Buffer.from(rest)]);

test.each([
  ["PNG", PNG, { type: "image/png", width: 2, height: 1 }],
  ["JPEG", jpeg(300, 400), { type: "image/jpeg", width: 400, height: 300 }],
  ["WebP", webp("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, 64, 1, 200, 0]), { type: "image/webp", width: 320, height: 200 }],
  ["lossless WebP", webp("VP8L", [0x2f, 9, 64, 1, 0]), { type: "image/webp", width: 10, height: 6 }],
  ["extended WebP", webp("VP8X", [0, 0, 0, 0, 9, 0, 0, 4, 0, 0]), { type: "image/webp", width: 10, height: 5 }],
  ["SVG", svg('<path d="M0 0h9"/>'), { type: "image/svg+xml", width: 120, height: 40 }],
  ["SVG with sides", svg("", ' width="30px" height="10"'), { type: "image/svg+xml", width: 30, height: 10 }],
  [
    "SVG with what programs add",
    svg('<!-- <script/> --><style>.a{fill:url(#b)}</style><use href="#c"/><rdf:RDF/>'),
    { type: "image/svg+xml", width: 120, height: 40 },
  ],
])("%s is known by its bytes", (_, bytes, picture) => {
  expect(pictureOf(bytes)).toEqual(picture);
});

test.each([
  ["a page", Buffer.from("<html><script>alert(1)</script></html>"), "neither"],
  ["text", Buffer.from("logo"), "neither"],
  ["nothing", Buffer.alloc(0), "neither"],
  ["a cut off PNG", PNG.subarray(0, 12), "cut off"],
  ["a cut off JPEG", jpeg(1, 1).subarray(0, 9), "cut off"],
  ["a huge picture", jpeg(10, 9_000), "wider"],
  ["a picture without size", jpeg(0, 10), "no size"],
  ["a script", svg("<script>alert(1)</script>"), "“script”"],
  ["a script of another case", svg("<SCRIPT>alert(1)</SCRIPT>"), "“SCRIPT”"],
  ["a script with a prefix", svg('<s:script xmlns:s="http://www.w3.org/2000/svg"/>'), "“s:script”"],
  ["a page inside", svg("<foreignObject><iframe/></foreignObject>"), "“foreignObject”"],
  ["an animation of a link", svg('<set attributeName="href" to="javascript:1"/>'), "“set”"],
  ["a handler", svg("", ' onload="alert(1)"'), "on…"],
  ["a handler after a slash", svg("<path/onclick='1'/>"), "on…"],
  ["a link", svg('<use xlink:href="https://other.example/a.svg#b"/>'), "link out"],
  ["a link without quotes", svg("<use href=//other.example/>"), "without quotes"],
  ["a style from elsewhere", svg("<style>@import '//other.example'</style>"), "elsewhere"],
  ["a picture from elsewhere", svg('<path fill="url(https://other.example/)"/>'), "elsewhere"],
  ["an escape", svg('<path style="fill:u\\72l(//other.example)"/>'), "escaped"],
  ["entities", Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'), "entities"],
  ["a style sheet", Buffer.from('<?xml-stylesheet href="a.css"?><svg/>'), "instruction"],
  [
    "a later style sheet",
    Buffer.from('<?xml version="1.0"?><?xml-stylesheet href="a.css"?><svg ></svg>'),
    "instruction",
  ],
])("%s is refused", (_, bytes, words) => {
  let refused: unknown;
  try {
    pictureOf(bytes);
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(AppError);
  expect((refused as AppError).message).toContain(words);
});

describe("saving", () => {
  const save = (given: Partial<Parameters<typeof saveLogo>[1]["given"]>, present = null as never, version = 0) =>
    saveLogo(db, { given: { alone: false, ...given }, present, version, by });
  const logo = async () => (await givenSettings(db)).logo ?? null;

  test("a picture is served from its own address, also once another one replaced it", async () => {
    await save({ bytes: PNG, alone: true });
    const first = await logo();
    expect(first).toEqual({
      src: expect.stringMatching(/^\/site-logo\/[0-9a-f]{32}$/),
      width: 2,
      height: 1,
      alone: true,
    });
    await save({ address: "https://cdn.example/logo.svg" }, first as never, 1);
    expect(await logo()).toEqual({ src: "https://cdn.example/logo.svg", width: null, height: null, alone: false });
    const hash = first?.src.split("/").at(-1) as string;
    expect(await logoPicture(db, hash)).toEqual({ type: "image/png", bytes: PNG });
    expect(await logoPicture(db, "0".repeat(32))).toBeNull();
  });

  test("the present one stays when only the rest changes", async () => {
    await save({ bytes: PNG });
    await save({ alone: true, address: "" }, (await logo()) as never, 1);
    expect(await logo()).toMatchObject({ width: 2, alone: true });
  });

  test.each(["javascript:alert(1)", "data:image/png;base64,AA", "logo.png", "//cdn.example/a.png"])(
    "the address %s is refused",
    async (address) => {
      await expect(save({ address })).rejects.toMatchObject({ code: "invalid" });
      expect(await logo()).toBeNull();
    },
  );

  test("too large a picture is refused", async () => {
    const bytes = Buffer.concat([PNG, Buffer.alloc(MAX_LOGO_BYTES)]);
    await expect(save({ bytes })).rejects.toMatchObject({
      code: "invalid",
      fields: { file: "It is larger than 200 kB." },
    });
  });
});
