/** What an uploaded picture is, from its bytes: whatever its name or sender says. */
import { AppError } from "../errors";
import { checkSvg } from "./svg";

export type Picture = { type: string; width: number | null; height: number | null };
type Size = Pick<Picture, "width" | "height">;

const MAX_SIDE_PX = 4_000;
const UNKNOWN: Size = { width: null, height: null };

/** @throws AppError invalid, when it is no PNG, JPEG, WebP or SVG, is cut off, or may do more than show */
export function pictureOf(bytes: Buffer): Picture {
  const picture = rasterOf(bytes) ?? svgOf(bytes);
  if (!picture) throw unusable("It is neither a PNG, JPEG or WebP picture nor an SVG drawing.");
  const { width, height } = picture;
  if (width === 0 || height === 0) throw unusable("It has no size.");
  if ((width ?? 0) > MAX_SIDE_PX || (height ?? 0) > MAX_SIDE_PX) {
    throw unusable(`It is wider or taller than ${MAX_SIDE_PX.toLocaleString("en")} pixels.`);
  }
  return picture;
}

function rasterOf(bytes: Buffer): Picture | null {
  try {
    if (bytes.subarray(0, 8).equals(PNG)) return { type: "image/png", ...pngSize(bytes) };
    if (bytes.subarray(0, 3).equals(JPEG)) return { type: "image/jpeg", ...jpegSize(bytes) };
    if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") {
      return { type: "image/webp", ...webpSize(bytes) };
    }
    return null;
  } catch (error) {
    if (error instanceof RangeError) throw unusable("It is cut off.");
    throw error;
  }
}

const PNG = Buffer.from("89504e470d0a1a0a", "hex");
const JPEG = Buffer.from("ffd8ff", "hex");

/** https://www.w3.org/TR/png-3/#11IHDR */
const pngSize = (bytes: Buffer): Size => ({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) });

/** The frame's header says it: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.2.2 */
function jpegSize(bytes: Buffer): Size {
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) throw unusable("It is a broken JPEG.");
    const marker = bytes.readUInt8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    // Fill bytes and marks without a length.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(bytes: Buffer): Size {
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8 ":
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      throw unusable("It is a broken WebP.");
  }
}

function svgOf(bytes: Buffer): Picture | null {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  if (!/^\s*<(?:\?xml|!--|!DOCTYPE|svg)/i.test(text)) return null;
  checkSvg(text);
  return { type: "image/svg+xml", ...svgSize(text) };
}

function svgSize(text: string): Size {
  const tag = /<svg\b[^>]*>/.exec(text)?.[0] ?? "";
  const side = (name: string) => Math.round(Number(new RegExp(`\\s${name}=["']([\\d.]+)(?:px)?["']`).exec(tag)?.[1]));
  const [width, height] = [side("width"), side("height")];
  if (width > 0 && height > 0) return { width, height };
  const [, , boxWidth = 0, boxHeight = 0] = (/\sviewBox=["']([^"']+)["']/.exec(tag)?.[1] ?? "")
    .trim()
    .split(/[\s,]+/)
    .map((number) => Math.round(Number(number)));
  return boxWidth > 0 && boxHeight > 0 ? { width: boxWidth, height: boxHeight } : UNKNOWN;
}

const unusable = (message: string) => new AppError("invalid", { message, fields: { file: message } });
