/** Time zones, and their days and clocks as moments. */
import { dateFormat } from "./date-format";

export function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** Names of the zones there are, in order, such as Europe/Berlin. */
export function timeZones(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")];
}

/** When a calendar day begins there. `month` is 1 to 12; 13 is January of the next year. */
export function startOfDay(year: number, month: number, day: number, timeZone: string): Date {
  return shown(Date.UTC(year, month - 1, day), timeZone);
}

/** The moment at which the zone's clocks show what clocks in UTC show at `asUtc`. A time that they skip is later. */
function shown(asUtc: number, timeZone: string): Date {
  // The offset at the guess may differ from that at the answer where clocks change that night, so look twice.
  const guess = asUtc - offsetMs(new Date(asUtc), timeZone);
  const found = new Date(asUtc - offsetMs(new Date(guess), timeZone));
  if (found.getTime() + offsetMs(found, timeZone) === asUtc) return found;
  // Before clocks go forward, they are less far ahead.
  const offsets = [found.getTime(), guess].map((at) => offsetMs(new Date(at), timeZone));
  return new Date(asUtc - Math.min(...offsets));
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/** The moment at which the zone's clocks show `2026-11-19T07:05` or `…:07`; null for what is no time. */
export function momentOf(local: string, timeZone: string): Date | null {
  const match = LOCAL.exec(local);
  if (!match) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Number.isNaN(asUtc) || new Date(asUtc).getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    return null;
  return shown(asUtc, timeZone);
}

/** What the zone's clocks show at that moment: `2026-11-19T07:05:00`. */
export function localOf(at: Date, timeZone: string): string {
  return new Date(Math.floor(at.getTime() / 1000) * 1000 + offsetMs(at, timeZone)).toISOString().slice(0, 19);
}

/** What the zone's clocks are ahead of UTC at that moment, in ms. */
function offsetMs(at: Date, timeZone: string): number {
  const parts = dateFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second"));
  return local - Math.floor(at.getTime() / 1000) * 1000;
}
