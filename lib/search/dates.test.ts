import { expect, test } from "vitest";
import { spanOf } from "./dates";

/** A Tuesday. */
const NOW = new Date("2026-11-24T09:00:00Z");
const days = (text: string, timeZone = "UTC") => {
  const span = spanOf(text, { now: NOW, timeZone });
  return span && `${span.from.toISOString()} ${span.until.toISOString()}`.replaceAll("T00:00:00.000Z", "");
};

test.each([
  ["2023", "2023-01-01 2024-01-01"],
  ["2023-05", "2023-05-01 2023-06-01"],
  ["2023-12", "2023-12-01 2024-01-01"],
  ["2023-5-1", "2023-05-01 2023-05-02"],
  ["2024/02/29", "2024-02-29 2024-03-01"],
  ["31.12.2023", null],
  ["2023.12.31", "2023-12-31 2024-01-01"],
  ["2023-02-29", null],
  ["2023-13", null],
  ["0999", null],
  ["9999", null],
  ["today", "2026-11-24 2026-11-25"],
  ["Yesterday", "2026-11-23 2026-11-24"],
  ["monday", "2026-11-23 2026-11-24"],
  ["tue", "2026-11-17 2026-11-18"],
  ["sunday", "2026-11-22 2026-11-23"],
  ["this week", "2026-11-23 2026-11-30"],
  ["last-week", "2026-11-16 2026-11-23"],
  ["last_month", "2026-10-01 2026-11-01"],
  ["this year", "2026-01-01 2027-01-01"],
  ["last year", "2025-01-01 2026-01-01"],
  ["7d", "2026-11-17T09:00:00.000Z 2026-11-17T09:00:00.000Z"],
  ["2 weeks ago", "2026-11-10T09:00:00.000Z 2026-11-10T09:00:00.000Z"],
  ["9m", "2026-02-24 2026-02-24"],
  ["1y", "2025-11-24 2025-11-24"],
  ["may", "2026-05-01 2026-06-01"],
  ["dec", "2025-12-01 2026-01-01"],
  ["may-2023", "2023-05-01 2023-06-01"],
  ["2023 may", "2023-05-01 2023-06-01"],
  ["lunch", null],
  ["", null],
  ["may may", null],
])("%s", (text, span) => {
  expect(days(text)).toBe(span);
});

test("days are those of the zone", () => {
  expect(days("2024-07-01", "America/New_York")).toBe("2024-07-01T04:00:00.000Z 2024-07-02T04:00:00.000Z");
  expect(days("today", "Pacific/Kiritimati")).toBe("2026-11-23T10:00:00.000Z 2026-11-24T10:00:00.000Z");
});

test("the 31st, a month of 30 days ago, is its last day", () => {
  const span = spanOf("1 month ago", { now: new Date("2026-07-31T12:00:00Z"), timeZone: "UTC" });
  expect(span?.from.toISOString()).toBe("2026-06-30T00:00:00.000Z");
});
