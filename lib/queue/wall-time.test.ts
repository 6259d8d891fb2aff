import fc from "fast-check";
import { expect, test } from "vitest";
import { momentOf, nextMorning, wallTime } from "./wall-time";

test.each([
  ["UTC", "2026-11-25T06:00", "2026-11-25T06:00:00.000Z"],
  ["Europe/Berlin", "2026-11-25T06:00", "2026-11-25T05:00:00.000Z"],
  ["Europe/Berlin", "2026-07-25T06:00", "2026-07-25T04:00:00.000Z"],
  ["America/New_York", "2026-11-25T06:00", "2026-11-25T11:00:00.000Z"],
  ["Pacific/Kiritimati", "2026-11-25T00:30", "2026-11-24T10:30:00.000Z"],
  // Clocks go from two to three: half past two is never shown.
  ["Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00.000Z"],
  // Clocks go from three to two: half past two is shown twice.
  ["Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
])("in %s %s is %s", (timeZone, wall, moment) => {
  expect(momentOf(wall, timeZone)?.toISOString()).toBe(moment);
});

test.each(["", "tomorrow", "2026-13-01T00:00", "2026-11-25"])("“%s” is no time", (wall) => {
  expect(momentOf(wall, "UTC")).toBeNull();
});

test("what clocks show leads back to the moment, but in an hour that comes twice", () => {
  const zones = fc.constantFrom("UTC", "Asia/Kolkata", "Asia/Tokyo", "America/Caracas", "Africa/Lagos");
  const minutes = fc.integer({ min: 28_400_000, max: 32_000_000 });
  fc.assert(
    fc.property(zones, minutes, (timeZone, minute) => {
      const at = new Date(minute * 60_000);
      expect(momentOf(wallTime(at, timeZone), timeZone)).toEqual(at);
    }),
  );
});

test.each([
  ["2026-11-24T22:30:00Z", "Europe/Berlin", "2026-11-25T05:00:00.000Z"],
  ["2026-11-24T23:30:00Z", "Europe/Berlin", "2026-11-26T05:00:00.000Z"],
  ["2026-12-31T12:00:00Z", "UTC", "2027-01-01T06:00:00.000Z"],
])("from %s in %s the next morning is %s", (now, timeZone, morning) => {
  expect(nextMorning(new Date(now), timeZone).toISOString()).toBe(morning);
});
