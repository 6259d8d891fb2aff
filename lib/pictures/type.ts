/** What a picture is by its first bytes, whatever its sender or name says. */

/** As sharp calls what reads it. */
export type SourceType = "png" | "jpeg" | "gif" | "webp" | "heif";

export const SOURCE_MIME: Record<SourceType, string> = {
  png: "image/png",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  heif: "image/avif",
};

const PNG = Buffer.from("89504e470d0a1a0a", "hex");
const JPEG = Buffer.from("ffd8ff", "hex");
const AVIF_BRANDS = ["avif", "avis"];
/** Brands stand in a list of this length at most; real files have a handful. */
const MAX_BRANDS_BYTES = 256;

/** Null: none of the types that are fetched. SVG, which may carry scripts, is none of them. */
export function sourceTypeOf(bytes: Buffer): SourceType | null {
  if (bytes.subarray(0, 8).equals(PNG)) return "png";
  if (bytes.subarray(0, 3).equals(JPEG)) return "jpeg";
  const start = bytes.toString("latin1", 0, 12);
  if (/^GIF8[79]a/.test(start)) return "gif";
  if (/^RIFF.{4}WEBP$/s.test(start)) return "webp";
  return isAvif(bytes) ? "heif" : null;
}

/** By the brands of its first box. https://aomediacodec.github.io/av1-avif/#brands */
function isAvif(bytes: Buffer): boolean {
  if (bytes.length < 16 || bytes.toString("latin1", 4, 8) !== "ftyp") return false;
  const end = Math.min(bytes.readUInt32BE(0), MAX_BRANDS_BYTES, bytes.length);
  const brands = bytes.toString("latin1", 8, end).match(/.{4}/gs) ?? [];
  return brands.some((brand, index) => index !== 1 && AVIF_BRANDS.includes(brand));
}
