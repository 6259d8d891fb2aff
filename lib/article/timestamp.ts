/** Moments in article files: RFC 3339, and the forms that YAML 1.1 calls timestamps. */

const FORM =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d*))?(?:[ \t]*(?:([Zz])|([-+])(\d{1,2})(?::?(\d{2}))?))?)?$/;
const MINUTE_MS = 60_000;

/** The moment a text stands for; no zone means UTC. Null for what is no date, such as 30 February. */
export function parseTimestamp(text: string): Date | null {
  const match = FORM.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", , sign, zoneHour, zoneMinute] =
    match;
  const [h, m, s, zh, zm] = [hour, minute, second, zoneHour ?? "0", zoneMinute ?? "0"].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (h > 23 || m > 59 || s > 59 || zh > 15 || zm > 59) return null;
  const local = new Date(0);
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // A day that its month does not have would have rolled over into the next.
  if (local.getUTCMonth() !== Number(month) - 1 || local.getUTCDate() !== Number(day)) return null;
  local.setUTCHours(h, m, s, Number(fraction.slice(0, 3).padEnd(3, "0")));
  const offset = (zh * 60 + zm) * MINUTE_MS * (sign === "-" ? -1 : 1);
  const moment = new Date(local.getTime() - offset);
  return moment.getUTCFullYear() >= 1 && moment.getUTCFullYear() <= 9999 ? moment : null;
}

/** `2024-04-11T08:00:16Z`; milliseconds only where there are any. */
export function formatTimestamp(moment: Date): string {
  return moment.toISOString().replace(".000Z", "Z");
}
