/** How heat looks: the length of the warm line, and the size of a headline. */

const HOT_FROM = 100;
const WARM_FROM = 90;
const MILD_FROM = 80;
/** A longer title is set one size smaller, or it would fill the screen. */
const LONG_TITLE_CHARS = 110;

export type HeadlineSize = "hed-1" | "hed-2" | "hed-3" | "hed-4" | "hed-5";

/** Heat in tens for `data-heat`, from 5 to 15; none for coverage and for what was never judged. */
export function heatTens(heat: number | null): number | undefined {
  return heat === null || heat < 0 ? undefined : Math.min(15, Math.max(5, Math.floor(heat / 10)));
}

export const isHot = (heat: number | null) => heat !== null && heat >= HOT_FROM;

/** Mild enough for a full row in a list of stories; what is cooler gets one line. */
export const isMild = (heat: number | null) => heat !== null && heat >= MILD_FROM;

/** The class of a headline by the heat of its story and its place on the page. */
export function headlineSize(
  story: { heat: number | null; title: string },
  place: "lead" | "pair" | "row",
): HeadlineSize {
  const size = Math.min(5, sizeByHeat(story.heat ?? 0, place) + (story.title.length > LONG_TITLE_CHARS ? 1 : 0));
  return `hed-${size as 1 | 2 | 3 | 4 | 5}`;
}

function sizeByHeat(heat: number, place: "lead" | "pair" | "row"): number {
  if (place === "lead") return heat >= HOT_FROM ? 1 : 2;
  if (place === "pair") return heat >= WARM_FROM ? 2 : 3;
  if (heat >= WARM_FROM) return 3;
  return heat >= MILD_FROM ? 4 : 5;
}
