import { expect, test } from "vitest";
import { age, ageChangesAt, longDate, type Place, shortDate } from "./time";

const place: Place = { locale: "en-gb", timeZone: "UTC" };
const now = new Date("2026-11-19T09:42:00Z");
const before = (ms: number) => new Date(now.getTime() - ms);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  [0, "just now"],
  [59_999, "just now"],
  [MINUTE, "1 minute ago"],
  [59 * MINUTE + 59_999, "59 minutes ago"],
  [HOUR, "1 hour ago"],
  [47 * HOUR, "47 hours ago"],
  [48 * HOUR, "2 days ago"],
  [7 * 24 * HOUR - 1, "6 days ago"],
  [7 * 24 * HOUR, "12 November"],
  [365 * 24 * HOUR, "19 November 2025"],
  [-30_000, "just now"],
  [-2 * HOUR, "19 November"],
])("the age after %d ms is %s", (ms, text) => {
  expect(age(before(ms), now, place)).toBe(text);
});

test.each([0, 30_000, MINUTE, 59 * MINUTE, HOUR, 30 * HOUR, 48 * HOUR, 6 * 24 * HOUR, 7 * 24 * HOUR - 1])(
  "an age after %d ms stays until it is said to change, and then does",
  (ms) => {
    const at = before(ms);
    const change = ageChangesAt(at, now);
    const said = age(at, now, place);
    expect(age(at, new Date(change - 1), place)).toBe(said);
    expect(age(at, new Date(change), place)).not.toBe(said);
  },
);

test("a date does not change any more", () => {
  expect(ageChangesAt(before(8 * 24 * HOUR), now)).toBe(Number.POSITIVE_INFINITY);
});

test("dates are those of the site's time zone", () => {
  const late = new Date("2026-11-18T23:30:00Z");
  expect(shortDate(late, now, { ...place, timeZone: "Europe/Berlin" })).toBe("19 November");
  expect(longDate(late, { locale: "en-gb", timeZone: "Europe/Berlin" })).toMatch(/Thursday.*19 November 2026.*00:30/);
});
