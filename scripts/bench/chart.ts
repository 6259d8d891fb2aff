/** A chart of cost against the number of articles, both in powers of ten, as SVG. Pure. */

export type Curve = { name: string; points: { articles: number; ms: number }[] };

const [WIDTH, HEIGHT] = [860, 460];
const PLOT = { left: 64, right: 640, top: 64, bottom: 400 };
/** Told apart also by those who see no red or green (Okabe and Ito). https://jfly.uni-koeln.de/color/ */
const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#6b6b6b", "#8a6d3b"];
const LABEL_HEIGHT = 17;

/** @throws Error without points */
export function chart(title: string, curves: Curve[]): string {
  const points = curves.flatMap((curve) => curve.points);
  if (points.length === 0) throw new Error("There is nothing to draw.");
  const x = scale(powers(points.map(({ articles }) => articles)), [PLOT.left, PLOT.right]);
  const y = scale(powers(points.map(({ ms }) => ms)), [PLOT.bottom, PLOT.top]);
  const lines = curves.map(({ points }, index) => {
    const places = points.map(({ articles, ms }) => ({ x: x.at(articles), y: y.at(ms) }));
    const colour = COLOURS[index % COLOURS.length];
    const dots = places.map((place) => `<circle cx="${place.x}" cy="${place.y}" r="3.5" fill="${colour}"/>`).join("");
    return `<polyline points="${places.map((place) => `${place.x},${place.y}`).join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}`;
  });
  const ends = curves.map(({ name, points }, index) => ({ name, index, y: y.at(points.at(-1)?.ms ?? 1) }));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${escaped(title)}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${PLOT.left}" y="30" font-size="16" font-weight="600" fill="#111">${escaped(title)}</text>
${x.ticks.map((tick) => `<line x1="${x.at(tick)}" x2="${x.at(tick)}" y1="${PLOT.top}" y2="${PLOT.bottom}" stroke="#e5e5e5"/><text x="${x.at(tick)}" y="${PLOT.bottom + 22}" text-anchor="middle" fill="#444">${tick.toLocaleString("en")}</text>`).join("\n")}
${y.ticks.map((tick) => `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y.at(tick)}" y2="${y.at(tick)}" stroke="#e5e5e5"/><text x="${PLOT.left - 8}" y="${y.at(tick) + 4}" text-anchor="end" fill="#444">${tick} ms</text>`).join("\n")}
<text x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 46}" text-anchor="middle" fill="#444">articles</text>
${lines.join("\n")}
${apart(ends)
  .map(
    ({ name, index, y }) =>
      `<text x="${PLOT.right + 12}" y="${y + 4}" fill="${COLOURS[index % COLOURS.length]}">${escaped(name)}</text>`,
  )
  .join("\n")}
</svg>
`;
}

/** The powers of ten from the one at or below the least to the one at or above the most. */
function powers(values: number[]): number[] {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step));
}

function scale(ticks: number[], [from, to]: [number, number]) {
  const [low, high] = [Math.log10(ticks[0] ?? 1), Math.log10(ticks.at(-1) ?? 10)];
  const at = (value: number) => Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10;
  return { ticks, at };
}

/** Labels as near to their lines as they can be read. */
function apart<T extends { y: number }>(labels: T[]): T[] {
  let free = 0;
  return labels
    .toSorted((a, b) => a.y - b.y)
    .map((label) => {
      const y = Math.max(label.y, free);
      free = y + LABEL_HEIGHT;
      return { ...label, y };
    });
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
