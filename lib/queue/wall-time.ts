/** Times as clocks on a wall show them, and the moments that they are. Pure. */
import { DAY_MS } from "../time";

const WALL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;
const LATER_HOUR = "06:00";

/** `2026-11-25T06:00`, as fields for date and time have it. */
export function wallTime(at: Date, timeZone: string): string {
  return shown(at.getTime(), timeZone).slice(0, 16);
}

/** The moment when clocks there show this; of two the earlier, of none the one an hour on. Null: it is no such time. */
export function momentOf(wall: string, timeZone: string): Date | null {
  if (!WALL.test(wall)) return null;
  const asUtc = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const offset = (at: number) => Date.parse(`${shown(at, timeZone)}Z`) - at;
  // Zones are less than a day from UTC, and change at most once in two days.
  const candidates = [asUtc - offset(asUtc - DAY_MS), asUtc - offset(asUtc + DAY_MS)];
  const right = candidates.filter((at) => wallTime(new Date(at), timeZone) === wall);
  return new Date(right.length > 0 ? Math.min(...right) : Math.max(...candidates));
}

/** Six in the morning of the day after. */
export function nextMorning(now: Date, timeZone: string): Date {
  const tomorrow = new Date(`${wallTime(now, timeZone).slice(0, 10)}T00:00:00Z`).getTime() + DAY_MS;
  const day = new Date(tomorrow).toISOString().slice(0, 10);
  return momentOf(`${day}T${LATER_HOUR}`, timeZone) ?? new Date(now.getTime() + DAY_MS);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-25T06:00:00` */
function shown(at: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv", {
      timeZone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    formats.set(timeZone, format);
  }
  return format.format(Math.floor(at / 1000) * 1000).replace(" ", "T");
}
