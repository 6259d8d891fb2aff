import { expect, test } from "vitest";
import { nextMorning } from "./later";

test.each([
  ["2026-11-24T22:30:00Z", "Europe/Berlin", "2026-11-25T05:00:00.000Z"],
  ["2026-11-24T23:30:00Z", "Europe/Berlin", "2026-11-26T05:00:00.000Z"],
  ["2026-12-31T12:00:00Z", "UTC", "2027-01-01T06:00:00.000Z"],
  // The clocks change in between.
  ["2026-03-28T12:00:00Z", "Europe/Berlin", "2026-03-29T04:00:00.000Z"],
])("from %s in %s the next morning is %s", (now, timeZone, morning) => {
  expect(nextMorning(new Date(now), timeZone).toISOString()).toBe(morning);
});
