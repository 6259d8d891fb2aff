/** Draws social cards: ink on paper, as the front page begins. */
import sharp, { type OverlayOptions } from "sharp";
import { contours } from "./contours";
import { CARD_HEIGHT_PX, CARD_WIDTH_PX } from "./size";
import { drawable, type Font, SANS, SERIF, shortened, type Written, written } from "./text";

const PAPER = "#fcfcfb";
const INK = "#14171a";
const INK_2 = "#42494e";
const HEAT = "#b8310d";

const MARGIN_PX = 64;
const RULE_TOP_PX = 118;
const TOP_PX = RULE_TOP_PX + 12;
const PANEL_PX = 340;
const TEXT_WIDTH_PX = CARD_WIDTH_PX - PANEL_PX - 2 * MARGIN_PX + 16;
const TITLE_SIZES_PX = [78, 66, 56, 48];
const TITLE_HEIGHT_PX = 300;
const MAX_TITLE_LENGTH = 150;
const MAX_LINE_LENGTH = 60;

export type CardText = {
  /** What the site calls itself. */
  site: string;
  /** A few words above the title. */
  kicker: string;
  heat: number | null;
  title: string;
  /** A line at the bottom. */
  foot: string;
  /** What the drawing is made of. */
  seed: string;
};

/** A PNG of 1,200 × 630. A title in letters that our fonts have not gives way to the drawing. */
export async function drawCard({ site, kicker, heat, title, foot, seed }: CardText): Promise<Buffer> {
  const shown = drawable(title);
  const panelWidth = shown === null ? CARD_WIDTH_PX : PANEL_PX;
  const height = CARD_HEIGHT_PX - TOP_PX;
  const panel = contours(seed, panelWidth, height);
  const raw = { width: panelWidth, height, channels: 3 } as const;
  const parts: OverlayOptions[] = [
    { input: panel, raw, left: CARD_WIDTH_PX - panelWidth, top: TOP_PX },
    bar(RULE_TOP_PX, 5),
    bar(RULE_TOP_PX + 9, 1),
    await line(site, { font: SERIF, px: 56, color: INK, left: MARGIN_PX, bottom: RULE_TOP_PX - 22 }),
  ].flatMap((part) => part ?? []);
  if (shown !== null) {
    const top = TOP_PX + 44;
    const warm = heat === null ? null : await line(`${heat}°`, { ...LABEL, color: HEAT, left: MARGIN_PX, top });
    const after = warm ? MARGIN_PX + warm.width + 20 : MARGIN_PX;
    const label = await line(kicker, { ...LABEL, color: INK_2, left: after, top });
    const head = await titled(shown);
    parts.push(...[warm, label].flatMap((part) => part ?? []));
    parts.push({ input: head.bytes, left: MARGIN_PX, top: TOP_PX + 102 });
    const bottom = await line(foot, { ...LABEL, color: INK_2, left: MARGIN_PX, bottom: CARD_HEIGHT_PX - 44 });
    if (bottom) parts.push(bottom);
  }
  return sharp({ create: { width: CARD_WIDTH_PX, height: CARD_HEIGHT_PX, channels: 3, background: PAPER } })
    .composite(parts)
    .png({ palette: true, colours: 64, dither: 0, effort: 1 })
    .toBuffer();
}

const LABEL = { font: SANS, px: 32 } as const;

/** In the biggest letters in which it has room. */
async function titled(title: string): Promise<Written> {
  let text = shortened(title, MAX_TITLE_LENGTH);
  for (const px of TITLE_SIZES_PX) {
    const head = await written(text, { font: SERIF, px, color: INK, width: TEXT_WIDTH_PX });
    if (head.height <= TITLE_HEIGHT_PX && head.width <= TEXT_WIDTH_PX) return head;
  }
  const px = TITLE_SIZES_PX.at(-1) as number;
  for (;;) {
    text = shortened(text, Math.floor(text.length * 0.8));
    const head = await written(text, { font: SERIF, px, color: INK, width: TEXT_WIDTH_PX });
    if (head.height <= TITLE_HEIGHT_PX || text.length < 20) return head;
  }
}

type Line = { font: Font; px: number; color: string; left: number; top?: number; bottom?: number };

/** One line, cut where it would run into the drawing; null where nothing of it can be drawn. */
async function line(text: string, { left, top, bottom, ...style }: Line) {
  const shown = drawable(text);
  if (shown === null) return null;
  const { bytes, width, height } = await written(shortened(shown, MAX_LINE_LENGTH), style);
  const room = Math.min(width, CARD_WIDTH_PX - PANEL_PX - 24 - left);
  const input =
    room < width ? await sharp(bytes).extract({ left: 0, top: 0, width: room, height }).png().toBuffer() : bytes;
  return { input, left, top: top ?? (bottom as number) - height, width: room };
}

const bar = (top: number, height: number): OverlayOptions => ({
  input: { create: { width: CARD_WIDTH_PX - 2 * MARGIN_PX, height, channels: 3, background: INK } },
  left: MARGIN_PX,
  top,
});
