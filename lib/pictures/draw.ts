/**
 * Reads pictures of strangers once, into one of our own, from which the sizes are drawn. Nothing of the file goes on:
 * neither what it carries besides its pixels nor what follows them.
 */
import sharp from "sharp";
import { FetchRefusal } from "../fetching/refusal";
import { SOURCE_MIME, sourceTypeOf } from "./type";
import type { PictureFormat, PictureWidth } from "./widths";

/** A photograph of 8,000 × 5,000. In memory it is four times as many bytes. */
export const MAX_PIXELS = 40_000_000;
/** What is smaller counts readers rather than shows something. */
export const MIN_SIDE_PX = 12;
const MAX_MASTER_PX = 1_600;
const READ_TIMEOUT_S = 10;
const DRAW_TIMEOUT_S = 20;

// Files of other types are never given to the libraries that read them, whatever is found in these.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Png", "Jpeg", "Nsgif", "Webp", "Heif"].map((type) => `VipsForeignLoad${type}Buffer`),
});
// Several are drawn at once, and none twice: threads and memory are for the pages.
sharp.concurrency(1);
sharp.cache(false);

export type Master = {
  /** WebP, at most 1,600 px wide and high. */
  bytes: Buffer;
  /** Of the file that came, as it is to be seen, in px. */
  width: number;
  height: number;
  /** Of the file that came, as `image/jpeg`. */
  type: string;
  /** Its dominant colour, as `#rrggbb`. */
  color: string;
};

/**
 * A picture from a file that came from elsewhere; of moving ones the first frame.
 * @throws FetchRefusal where it is no whole picture of a known type, or has more pixels than we bear
 */
export async function masterOf(bytes: Buffer): Promise<Master> {
  const type = sourceTypeOf(bytes);
  if (type === null) throw new FetchRefusal("It is no PNG, JPEG, GIF, WebP or AVIF picture.");
  try {
    const { format, autoOrient } = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
    if (format !== type) throw new FetchRefusal("It is not what it says it is.");
    const { width, height } = autoOrient;
    if (Math.min(width, height) < MIN_SIDE_PX) throw new FetchRefusal("It is too small to be shown.");
    const master = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", pages: 1 })
      .autoOrient()
      .resize(MAX_MASTER_PX, MAX_MASTER_PX, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 90, effort: 2 })
      .timeout({ seconds: READ_TIMEOUT_S })
      .toBuffer();
    return { bytes: master, width, height, type: SOURCE_MIME[type], color: await colorOf(master) };
  } catch (error) {
    if (error instanceof FetchRefusal) throw error;
    throw new FetchRefusal(reasonOf(error));
  }
}

/** The picture in a width (never wider than it is) and a type. */
export async function variantOf(master: Buffer, width: PictureWidth, format: PictureFormat): Promise<Buffer> {
  const drawn = sharp(master).resize({ width, withoutEnlargement: true }).timeout({ seconds: DRAW_TIMEOUT_S });
  // AVIF takes ten times as long at its usual effort, for an eighth of the bytes.
  return (format === "avif" ? drawn.avif({ quality: 55, effort: 2 }) : drawn.webp({ quality: 78 })).toBuffer();
}

async function colorOf(master: Buffer): Promise<string> {
  const small = await sharp(master).resize(64, 64, { fit: "inside" }).flatten({ background: "#fff" }).png().toBuffer();
  const { r, g, b } = (await sharp(small).stats()).dominant;
  return `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** What libvips says is for programmers. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  if (/pixel limit|too large|exceeds/i.test(message)) return "It has too many pixels.";
  if (/timeout/i.test(message)) return "It takes too long to read.";
  return "It is broken or cut off.";
}
