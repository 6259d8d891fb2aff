/** What the queue says. Pure. */
import type { Prospect } from "@/lib/queue/prospect";
import { clock, DAY_MS, HOUR_MS, MINUTE_MS, type Place, shortDate } from "@/lib/time";
import type { What } from "./desk-state";

const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
export const inWords = (count: number): string => SMALL[count] ?? String(count);

/** `52 min`, `3 h`, `2 days`, then a date. */
export function shortAge(at: number, now: Date, place: Place): string {
  const passed = now.getTime() - at;
  if (passed < -MINUTE_MS || passed >= 7 * DAY_MS) return shortDate(new Date(at), now, place);
  if (passed < MINUTE_MS) return "now";
  if (passed < HOUR_MS) return `${Math.floor(passed / MINUTE_MS)} min`;
  if (passed < DAY_MS) return `${Math.floor(passed / HOUR_MS)} h`;
  const days = Math.floor(passed / DAY_MS);
  return days === 1 ? "1 day" : `${days} days`;
}

/** How far apart: `within 3 hours`. */
export function span(ms: number): string {
  if (ms < HOUR_MS) return "within the hour";
  const hours = Math.ceil(ms / HOUR_MS);
  return hours <= 48 ? `within ${hours} hours` : `within ${Math.ceil(ms / DAY_MS)} days`;
}

/** `25 November, 06:00` */
export const moment = (at: Date, now: Date, place: Place) => `${shortDate(at, now, place)}, ${clock(at, place)}`;

/** What publishing it so would make of it. */
export function prospectText(what: Prospect): string {
  if (what.kind === "alone") return `Would stand alone with heat ${what.heat}°.`;
  if (what.kind === "lead") return `Would lead its story of ${inWords(what.size)} with heat ${what.heat}°.`;
  const heat = what.heat === null ? "" : ` with heat ${what.heat}°`;
  return `Would be coverage: ${what.of} leads its story of ${inWords(what.size)}${heat}.`;
}

export function doneText(what: What, titles: string[], scores: number[], now: Date, place: Place): string {
  const [title = ""] = titles;
  const count = titles.length;
  const these = count === 1 ? title : `${count} articles`;
  const all = new Set(scores);
  const at = all.size === 1 ? ` at ${scores[0]}` : "";
  switch (what.kind) {
    case "publish":
      return what.from === null
        ? `Published${at}: ${these}`
        : `Goes live${at} on ${moment(new Date(what.from), now, place)}: ${these}`;
    case "leave":
      return `Left out: ${these}`;
    case "later":
      return `Put off until ${moment(new Date(what.until), now, place)}: ${these}`;
    case "topics":
      return `Topics changed: ${these}`;
    case "story":
      return what.into === null ? `One story of ${inWords(what.story.size)} articles` : `Joined its story: ${these}`;
  }
}
