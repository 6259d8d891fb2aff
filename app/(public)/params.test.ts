import { describe, expect, it } from "vitest";
import { cursorOf, decoded, monthOf } from "./params";

describe("cursorOf", () => {
  it("knows the first page, an older one and what is neither", () => {
    expect(cursorOf(undefined)).toBeNull();
    expect(cursorOf([])).toBeNull();
    expect(cursorOf(["older", "1.5_42"])).toBe("1.5_42");
    expect(cursorOf(["older", "a%2Cb"])).toBe("a,b");
    for (const rest of [["older"], ["older", ""], ["newer", "1"], ["older", "1", "2"], ["older", "%E0%A4%A"]]) {
      expect(cursorOf(rest)).toBeUndefined();
    }
  });
});

describe("decoded", () => {
  it("is null for what is no encoding", () => {
    expect(decoded("canvas%20apps")).toBe("canvas apps");
    expect(decoded("%")).toBeNull();
    expect(decoded("a%00b")).toBeNull();
  });
});

describe("monthOf", () => {
  it("takes a year and a month of two digits", () => {
    expect(monthOf(["2024", "04"])).toEqual({ year: 2024, month: 4, rest: [] });
    expect(monthOf(["2024", "12", "older", "x"])).toEqual({ year: 2024, month: 12, rest: ["older", "x"] });
    for (const rest of [
      ["2024"],
      ["2024", "4"],
      ["2024", "13"],
      ["2024", "00"],
      ["24", "04"],
      ["y", "04"],
      ["0001", "01"],
      ["9999", "12"],
    ]) {
      expect(monthOf(rest)).toBeNull();
    }
  });
});
