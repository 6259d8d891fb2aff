import { describe, expect, it } from "vitest";
import { headlineSize, heatTens } from "./heat";

describe("heatTens", () => {
  it.each([
    [null, undefined],
    [-1, undefined],
    [0, 5],
    [50, 5],
    [99, 9],
    [100, 10],
    [146, 14],
    [190, 15],
  ])("%s gives %s", (heat, tens) => expect(heatTens(heat)).toBe(tens));
});

describe("headlineSize", () => {
  const size = (heat: number | null, place: "lead" | "pair" | "row", title = "Ferrule 2.0 is out") =>
    headlineSize({ heat, title }, place);

  it("is the heat's", () => {
    expect([size(146, "lead"), size(99, "lead"), size(null, "lead")]).toEqual(["hed-1", "hed-2", "hed-2"]);
    expect([size(134, "pair"), size(89, "pair")]).toEqual(["hed-2", "hed-3"]);
    expect([size(90, "row"), size(80, "row"), size(79, "row"), size(null, "row")]).toEqual([
      "hed-3",
      "hed-4",
      "hed-5",
      "hed-5",
    ]);
  });

  it("is one smaller for a long title", () => {
    const long = "word ".repeat(30);
    expect([size(146, "lead", long), size(90, "row", long), size(50, "row", long)]).toEqual([
      "hed-2",
      "hed-4",
      "hed-5",
    ]);
  });
});
