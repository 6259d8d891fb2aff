import { describe, expect, it } from "vitest";
import { ISOTHERM_SEED_LENGTH, isotherm, isothermPath } from "./isotherm";

const MAX_BYTES = 16_000;

describe("isotherm", () => {
  it("is the same for the same seed and another for another", () => {
    expect(isotherm("merrow-4")).toBe(isotherm("merrow-4"));
    expect(isotherm("merrow-4")).not.toBe(isotherm("merrow-5"));
  });

  it("is small and made of numbers only, whatever the seed", () => {
    for (const seed of ["", "a", '"><script>', "ä".repeat(ISOTHERM_SEED_LENGTH), "日本語"]) {
      const drawing = isotherm(seed);
      expect(drawing.length).toBeLessThan(MAX_BYTES);
      expect(drawing).not.toMatch(/NaN|undefined|script/);
      expect(drawing.match(/<path/g)).toHaveLength(15);
    }
  });

  it("has its warm middle inside the frame", () => {
    for (let seed = 0; seed < 200; seed++) {
      const [, x = -1, y = -1] = (isotherm(`seed-${seed}`).match(/d="M(-?\d+) (-?\d+)Q/) ?? []).map(Number);
      expect(x).toBeGreaterThan(120);
      expect(x).toBeLessThan(840);
      expect(y).toBeGreaterThan(80);
      expect(y).toBeLessThan(460);
    }
  });

  it("has an address that holds any seed", () => {
    expect(isothermPath("2026-11-19-a/b")).toBe("/isotherm/2026-11-19-a%2Fb.svg");
    expect(isothermPath("x".repeat(500))).toHaveLength("/isotherm/.svg".length + ISOTHERM_SEED_LENGTH);
  });
});
