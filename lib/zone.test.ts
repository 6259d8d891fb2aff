import { expect, test } from "vitest";
import { localOf, momentOf, startOfDay } from "./zone";

test.each([
  [2024, 5, 31, "UTC", "2024-05-31T00:00:00.000Z"],
  [2024, 13, 1, "UTC", "2025-01-01T00:00:00.000Z"],
  [2024, 2, 30, "UTC", "2024-03-01T00:00:00.000Z"],
  [2024, 7, 1, "Europe/Berlin", "2024-06-30T22:00:00.000Z"],
  // The days on which clocks change, and the ones after them.
  [2024, 3, 31, "Europe/Berlin", "2024-03-30T23:00:00.000Z"],
  [2024, 4, 1, "Europe/Berlin", "2024-03-31T22:00:00.000Z"],
  [2024, 11, 3, "America/New_York", "2024-11-03T04:00:00.000Z"],
  [2024, 11, 4, "America/New_York", "2024-11-04T05:00:00.000Z"],
  // Far ahead of UTC, so that the first look is at the other side of the change.
  [2024, 9, 29, "Pacific/Auckland", "2024-09-28T12:00:00.000Z"],
  // Midnight is skipped: the day begins at one.
  [2026, 9, 6, "America/Santiago", "2026-09-06T04:00:00.000Z"],
  [2024, 6, 1, "Pacific/Kiritimati", "2024-05-31T10:00:00.000Z"],
  [2024, 6, 1, "Asia/Kathmandu", "2024-05-31T18:15:00.000Z"],
])("%d-%d-%d in %s begins at %s", (year, month, day, zone, moment) => {
  expect(startOfDay(year, month, day, zone).toISOString()).toBe(moment);
});

test.each([
  ["2026-11-19T07:05", "Europe/Berlin", "2026-11-19T06:05:00.000Z"],
  ["2026-07-01T00:00:30", "America/New_York", "2026-07-01T04:00:30.000Z"],
  ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  ["2026-03-08T02:30", "America/New_York", "2026-03-08T07:30:00.000Z"],
  ["2026-10-25T12:00", "Europe/Berlin", "2026-10-25T11:00:00.000Z"],
  ["2026-11-19T07:05", "Asia/Kathmandu", "2026-11-19T01:20:00.000Z"],
])("%s in %s is %s", (local, zone, moment) => {
  expect(momentOf(local, zone)?.toISOString()).toBe(moment);
});

test("clocks and moments are the same both ways", () => {
  for (const zone of ["UTC", "Europe/Berlin", "Pacific/Auckland"]) {
    expect(momentOf(localOf(new Date("2026-11-19T06:05:07.5Z"), zone), zone)).toEqual(new Date("2026-11-19T06:05:07Z"));
  }
});

test.each(["", "2026-02-30T00:00", "2026-01-01T24:00", "tomorrow"])("%j is no time", (local) => {
  expect(momentOf(local, "UTC")).toBeNull();
});
