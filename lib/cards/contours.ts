/**
 * The drawing of isotherms as pixels, for cards: SVG is not read in this process, since the library that reads it is
 * shut to strangers' pictures.
 */
import { ISOTHERM_HEIGHT_PX, isothermCurves, LINE, WARM } from "../isotherm";

/** Straight pieces between two points of a curve: more are not seen. */
const PIECES = 6;
const GROUND = [0xf2, 0xf3, 0xf1] as const;
const FIRM_EVERY = 5;

/** RGB pixels, row by row, of the drawing in a panel of this size around the innermost curve. */
export function contours(seed: string, width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 3) pixels.set(GROUND, at);
  const curves = isothermCurves(seed);
  const scale = height / ISOTHERM_HEIGHT_PX;
  const inner = curves[0] ?? [];
  const middle = inner.reduce((sum, [x]) => sum + x, 0) / Math.max(inner.length, 1);
  const place = ([x, y]: readonly [number, number]) => [(x - middle) * scale + width / 2, y * scale] as const;
  for (const [index, points] of curves.entries()) {
    const halfWidth = (index === 0 ? 2.4 : index % FIRM_EVERY === 0 ? 1.8 : 1.1) * scale;
    const color = rgb(index === 0 ? WARM : LINE);
    const line = smooth(points.map(place));
    for (const [at, from] of line.entries()) {
      stroke(pixels, { width, height }, { from, to: line[(at + 1) % line.length] ?? from, halfWidth, color });
    }
  }
  return pixels;
}

type Point = readonly [number, number];
type Stroke = { from: Point; to: Point; halfWidth: number; color: readonly number[] };

/** Through the middles of the points' sides, as in the SVG. */
function smooth(points: Point[]): Point[] {
  const middle = (index: number): Point => {
    const [ax, ay] = points[index % points.length] as Point;
    const [bx, by] = points[(index + 1) % points.length] as Point;
    return [(ax + bx) / 2, (ay + by) / 2];
  };
  return points.flatMap(([x, y], index) => {
    const [ax, ay] = middle(index + points.length - 1);
    const [bx, by] = middle(index);
    return Array.from({ length: PIECES }, (_, piece): Point => {
      const t = piece / PIECES;
      const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
      return [a * ax + b * x + c * bx, a * ay + b * y + c * by];
    });
  });
}

/** Darkens what lies within reach of a straight line, softly at its edges. */
function stroke(pixels: Buffer, { width, height }: { width: number; height: number }, given: Stroke): void {
  const { from, to, halfWidth, color } = given;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy || 1;
  const reach = halfWidth + 1;
  const low = (axis: 0 | 1) => Math.max(0, Math.floor(Math.min(from[axis], to[axis]) - reach));
  const high = (axis: 0 | 1, size: number) => Math.min(size - 1, Math.ceil(Math.max(from[axis], to[axis]) + reach));
  for (let y = low(1); y <= high(1, height); y++) {
    for (let x = low(0); x <= high(0, width); x++) {
      const along = Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / length));
      const distance = Math.hypot(x - from[0] - along * dx, y - from[1] - along * dy);
      const cover = Math.min(1, Math.max(0, halfWidth + 0.5 - distance));
      if (cover > 0) blend(pixels, (y * width + x) * 3, color, cover);
    }
  }
}

/** Pieces meet: the nearer to the line's colour counts, not the sum. */
function blend(pixels: Buffer, at: number, color: readonly number[], cover: number): void {
  for (const [part, value] of color.entries()) {
    const ground = GROUND[part] ?? 0;
    const mixed = Math.round(ground + (value - ground) * cover);
    const now = pixels[at + part] ?? 0;
    if (Math.abs(mixed - ground) > Math.abs(now - ground)) pixels[at + part] = mixed;
  }
}

const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
