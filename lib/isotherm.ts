/** The drawing that stands where a picture can't be had: isotherms around one point, the same for the same seed. */
import { randomFrom } from "./random";

export const ISOTHERM_WIDTH_PX = 960;
export const ISOTHERM_HEIGHT_PX = 540;
/** Longer seeds are refused by the route: no slug is longer. */
export const ISOTHERM_SEED_LENGTH = 200;

const CURVES = 15;
const POINTS_PER_CURVE = 36;
/** Every fifth line is firmer, as on a map. */
const FIRM_EVERY = 5;
// They must read on the sunk surface in light and in dark, whatever the reader's theme.
export const LINE = "#7f8a8e";
export const WARM = "#e2542a";

export const isothermPath = (seed: string) =>
  `/isotherm/${encodeURIComponent(seed.slice(0, ISOTHERM_SEED_LENGTH))}.svg`;

type Point = readonly [x: number, y: number];

/** The points that pull each curve towards them, the innermost curve first, on a ground of 960 × 540. */
export function isothermCurves(seed: string): Point[][] {
  const random = randomFrom(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const x = between(0.24, 0.76) * ISOTHERM_WIDTH_PX;
  const y = between(0.3, 0.7) * ISOTHERM_HEIGHT_PX;
  const waves = [
    { times: 2, size: between(0.12, 0.26), turn: between(0, 2 * Math.PI) },
    { times: 3, size: between(0.08, 0.18), turn: between(0, 2 * Math.PI) },
    { times: 5, size: between(0.03, 0.09), turn: between(0, 2 * Math.PI) },
  ];
  const twist = between(-0.06, 0.06);
  const squash = between(0.66, 0.86);
  const step = between(46, 58);

  return Array.from({ length: CURVES }, (_, index) => {
    const radius = 26 + step * index ** 1.06;
    return Array.from({ length: POINTS_PER_CURVE }, (_, point): Point => {
      const angle = (2 * Math.PI * point) / POINTS_PER_CURVE;
      const bend = waves.reduce(
        (sum, { times, size, turn }) => sum + size * Math.cos(times * angle + turn + twist * index * times),
        1,
      );
      return [x + radius * bend * Math.cos(angle), y + radius * squash * bend * Math.sin(angle)];
    });
  });
}

/** An SVG document of 960 × 540 on a transparent ground. */
export function isotherm(seed: string): string {
  const paths = isothermCurves(seed).map((points, index) => {
    return index === 0
      ? `<path d="${closedCurve(points)}" fill="${WARM}" fill-opacity=".16" stroke="${WARM}" stroke-width="2.5"/>`
      : `<path d="${closedCurve(points)}" stroke-width="${index % FIRM_EVERY === 0 ? 2 : 1.2}" opacity="${(0.85 - index * 0.025).toFixed(2)}"/>`;
  });
  const size = `width="${ISOTHERM_WIDTH_PX}" height="${ISOTHERM_HEIGHT_PX}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${ISOTHERM_WIDTH_PX} ${ISOTHERM_HEIGHT_PX}" ${size} fill="none" stroke="${LINE}" preserveAspectRatio="xMidYMid slice">${paths.join("")}</svg>`;
}

/** Through the middles of the given points' sides, each point pulling the curve towards itself. */
function closedCurve(points: Point[]): string {
  const middle = (index: number) => {
    const [ax, ay] = points[index % points.length] as Point;
    const [bx, by] = points[(index + 1) % points.length] as Point;
    return `${Math.round((ax + bx) / 2)} ${Math.round((ay + by) / 2)}`;
  };
  const sides = points.map(([px, py], index) => `${Math.round(px)} ${Math.round(py)} ${middle(index)}`);
  return `M${middle(points.length - 1)}Q${sides.join(" ")}Z`;
}
