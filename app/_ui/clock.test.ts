import { describe, expect, it } from "vitest";
import { byDay, shortAge } from "./clock";

const clock = { now: new Date("2026-11-19T09:42:00Z"), locale: "en-gb", timeZone: "UTC" };

describe("shortAge", () => {
  it.each([
    ["2026-11-19T09:41:30Z", "now"],
    ["2026-11-19T09:00:00Z", "42 min"],
    ["2026-11-19T08:42:00Z", "1 h"],
    ["2026-11-18T09:42:00Z", "24 h"],
    ["2026-11-17T09:42:00Z", "2 d"],
    ["2026-11-03T09:42:00Z", "3 Nov"],
    ["2024-11-03T09:42:00Z", "Nov 2024"],
    ["2026-12-03T09:42:00Z", "3 Dec"],
  ])("%s is %s", (at, said) => expect(shortAge(new Date(at), clock)).toBe(said));
});

describe("byDay", () => {
  it("breaks where the site's day does", () => {
    const items = ["2026-11-19T01:00:00Z", "2026-11-18T23:30:00Z", "2026-11-18T22:30:00Z"].map((at) => ({
      publishedAt: new Date(at),
    }));
    const days = byDay(items, { locale: "en-gb", timeZone: "Europe/Berlin" });
    expect(days.map(({ items }) => items.length)).toEqual([2, 1]);
    expect(days[0]?.day).toContain("19 November 2026");
  });
});
