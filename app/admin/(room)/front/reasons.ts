/** Why a story stands where it does, in words. Pure. */
import type { DeskStory } from "@/lib/front/desk";
import { age, clock, DAY_MS, HOUR_MS, MINUTE_MS, type Place, shortDate } from "@/lib/time";

const HEAT_PER_MEMBER = 10;

/** `96 + 5 × 10`; `by hand`; nothing for a heat that is the quality alone. */
export function sumOf({ quality, heat, others, byHand }: DeskStory): string {
  if (heat === null) return "not judged yet";
  if (byHand) return "set by hand";
  return others > 0 && quality !== null ? `${quality} + ${others} × ${HEAT_PER_MEMBER}` : "its quality alone";
}

/** `3 hours ago, counts as 104° now` */
export function agedOf(story: DeskStory, now: Date, place: Place): string {
  return `${age(story.publishedAt, now, place)}, counts as ${degrees(story.counts)} now`;
}

/** `2 h 10 min ahead of the next` */
export function aheadOf({ aheadMs }: DeskStory): string | null {
  if (aheadMs === null) return null;
  return aheadMs < MINUTE_MS ? "level with the next" : `${lasting(aheadMs)} ahead of the next`;
}

/** `Pinned to 2 until 24 November, 18:00; by heat 14th` */
export function pinnedOf({ pin, byHeat }: DeskStory, now: Date, place: Place): string | null {
  if (!pin) return null;
  const until = `Pinned to ${pin.place} until ${momentOf(pin.until, now, place)}`;
  return byHeat === null ? until : `${until}; by heat ${ordinal(byHeat)}`;
}

/** `18:00` today, else with its day. */
export function momentOf(at: Date, now: Date, place: Place): string {
  const day = shortDate(at, now, place);
  return day === shortDate(now, now, place) ? clock(at, place) : `${day}, ${clock(at, place)}`;
}

/** Below 10 with a decimal, so that old stories differ. */
export function degrees(heat: number): string {
  return `${heat < 10 ? heat.toFixed(1) : Math.round(heat).toLocaleString("en")}°`;
}

/** `40 min`, `2 h 10 min`, `3 d 4 h` */
export function lasting(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < HOUR_MS / MINUTE_MS) return `${minutes} min`;
  const [large, small, unit] = minutes < DAY_MS / MINUTE_MS ? (["h", "min", 60] as const) : (["d", "h", 1440] as const);
  const rest = Math.floor((minutes % unit) / (small === "min" ? 1 : 60));
  return `${Math.floor(minutes / unit)} ${large}${rest > 0 ? ` ${rest} ${small}` : ""}`;
}

function ordinal(rank: number): string {
  const ending = { one: "st", two: "nd", few: "rd", other: "th", many: "th", zero: "th" };
  return `${rank}${ending[new Intl.PluralRules("en", { type: "ordinal" }).select(rank)]}`;
}
