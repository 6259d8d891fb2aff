import { expect, test } from "vitest";
import { dateFormat } from "./date-format";

const at = new Date("2026-11-25T23:30:00Z");

test("each is made once, and writes what dates themselves write", () => {
  const day = { timeZone: "Asia/Tokyo", day: "numeric", month: "long" } as const;
  expect(dateFormat("en-GB", { ...day })).toBe(dateFormat("en-GB", { ...day }));
  expect(dateFormat("en-GB", day).format(at)).toBe(at.toLocaleDateString("en-GB", day));
  expect(dateFormat("de", day).format(at)).toBe("26. November");
  expect(dateFormat("de", { ...day, timeZone: "UTC" }).format(at)).toBe("25. November");
});

test("they are not kept without end", () => {
  const first = dateFormat("en", { timeZone: "UTC", year: "numeric" });
  for (let n = 1; n <= 200; n++) dateFormat(`en-x-n${n}`, { timeZone: "UTC", year: "numeric" });
  expect(dateFormat("en", { timeZone: "UTC", year: "numeric" })).not.toBe(first);
});
