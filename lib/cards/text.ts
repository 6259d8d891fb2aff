/** Text of cards: which can be drawn, and as what Pango takes for markup. */
import { join } from "node:path";
import sharp from "sharp";
import { CARD_HEIGHT_PX, CARD_WIDTH_PX } from "./size";

const FONTS = join(/* turbopackIgnore: true */ process.cwd(), "node_modules", "@expo-google-fonts");
/** Both have the Latin, Greek and Cyrillic letters, wherever this runs: no font of the system is needed. */
export const SERIF = {
  name: "Source Serif 4 SemiBold,",
  file: join(FONTS, "source-serif-4", "600SemiBold", "SourceSerif4_600SemiBold.ttf"),
};
export const SANS = {
  name: "Source Sans 3,",
  file: join(FONTS, "source-sans-3", "400Regular", "SourceSans3_400Regular.ttf"),
};
export type Font = typeof SERIF;

const PICTURES = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1f1e6}-\u{1f1ff}\ufe0f\u200d]/gu;
const SIGNS_THAT_ARE_TEXT = /^[©®™‼⁉↔-↪⬅-⬇0-9#*]$/u;
const DRAWABLE = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u;
const HAS_LETTERS = /[\p{L}\p{N}]/u;

/** The text in one line without emoji; null where it has letters that our fonts have not, or none at all. */
export function drawable(text: string): string | null {
  const line = text
    .replace(PICTURES, (sign) => (SIGNS_THAT_ARE_TEXT.test(sign) ? sign : ""))
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  return DRAWABLE.test(line) && HAS_LETTERS.test(line) ? line : null;
}

/** Cut at a word, with an ellipsis. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/\s+\S*$/u, "")}…`;
}

export type Written = { bytes: Buffer; width: number; height: number };
type Style = { font: Font; px: number; color: string; width?: number };

/** A text as a picture of its own on nothing, in lines of `width` at most. */
export async function written(text: string, { font, px, color, width: lineWidth }: Style): Promise<Written> {
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${color}">${escaped(text)}</span>`,
      font: `${font.name} ${px}`,
      fontfile: font.file,
      dpi: 72,
      rgba: true,
      wrap: "word-char",
      spacing: Math.round(px * -0.12),
      ...(lineWidth ? { width: lineWidth } : {}),
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  const width = Math.min(info.width, CARD_WIDTH_PX);
  const height = Math.min(info.height, CARD_HEIGHT_PX);
  // Signs piled on each other grow without bound, and nothing bigger can be laid on a card.
  const isWhole = width === info.width && height === info.height;
  const bytes = isWhole ? data : await sharp(data).extract({ left: 0, top: 0, width, height }).png().toBuffer();
  return { bytes, width, height };
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] as string);
