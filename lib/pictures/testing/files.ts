/** Files for tests: pictures, and what pretends to be one. */
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

type Format = "png" | "jpeg" | "gif" | "webp" | "avif";

/** A picture with some detail, half red, half noise. */
export async function aPicture(format: Format, { width = 400, height = 300 } = {}): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 120, sigma: 30 } as const;
  const base = sharp({ create: { width, height, channels: 3, background: "#808080", noise } });
  const red = await sharp({ create: { width: Math.ceil(width * 0.7), height, channels: 3, background: "#c81e1e" } })
    .png()
    .toBuffer();
  const drawn = base.composite([{ input: red, left: 0, top: 0 }]);
  return drawn[format](format === "avif" ? { effort: 0 } : {}).toBuffer();
}

/** A whole PNG of one bit a pixel, all black, which takes a few bytes for any number of pixels. */
export function blackPng(width: number, height: number): Buffer {
  const row = Buffer.alloc(1 + Math.ceil(width / 8));
  return png(width, height, 1, deflateSync(Buffer.alloc(row.length * height)));
}

/** A PNG of which only the header is there. */
export const emptyPng = (width: number, height: number): Buffer => png(width, height, 8, Buffer.alloc(0));

function png(width: number, height: number, depth: number, data: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = depth;
  const parts = [chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A GIF that says it is this big. */
export async function bigGif(width: number, height: number): Promise<Buffer> {
  const bytes = await aPicture("gif");
  // Of the screen and of its first frame, which stands at its upper left.
  for (const at of [6, bytes.indexOf(Buffer.from("2c00000000", "hex")) + 5]) {
    bytes.writeUInt16LE(width, at);
    bytes.writeUInt16LE(height, at + 2);
  }
  return bytes;
}

/** A JPEG whose frame says it is this big. */
export async function bigJpeg(width: number, height: number): Promise<Buffer> {
  const bytes = await aPicture("jpeg");
  const frame = bytes.indexOf(Buffer.from("ffc0", "hex"));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

/** The first box of a file of the ISO family, with this brand. */
export function isoFile(brand: string, rest = Buffer.alloc(64)): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(20);
  return Buffer.concat([length, Buffer.from(`ftyp${brand}\0\0\0\0${brand}`, "latin1"), rest]);
}
