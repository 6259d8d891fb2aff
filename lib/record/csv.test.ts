import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell, csvLine } from "./csv";

test.each<[string | number | null, string]>([
  ["plain", "plain"],
  ["", ""],
  [null, ""],
  [12, "12"],
  [-1, "-1"],
  ["-1", "-1"],
  ["-1+2", "'-1+2"],
  ["a, b", '"a, b"'],
  ['said "so"', '"said ""so"""'],
  ["two\nlines", '"two\nlines"'],
  ["two\r\nlines", '"two\r\nlines"'],
  [" spaced ", '" spaced "'],
  ["=1+1", "'=1+1"],
  ["+49 30", "'+49 30"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
  ["\t=1", "'\t=1"],
  ["  =1", "'  =1"],
  ['=HYPERLINK("http://a.example","x")', `"'=HYPERLINK(""http://a.example"",""x"")"`],
  ["＝1+1", "'＝1+1"],
  ["nul\0l", "null"],
  ["Zoë 💡", "Zoë 💡"],
])("%j is %j", (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

test("a line ends as RFC 4180 has it", () => {
  expect(csvLine(["a", null, 3])).toBe("a,,3\r\n");
});

test("whatever is written is read again, with at most a mark before it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 5 }), (cells) => {
      const read = readLine(csvLine(cells));
      expect(read).toHaveLength(cells.length);
      for (const [index, cell] of cells.entries()) {
        const plain = cell.replaceAll("\0", "");
        expect([plain, `'${plain}`]).toContain(read[index]);
        expect(read[index]).not.toMatch(/^\s*[=+@]/);
      }
    }),
  );
});

/** The cells of one record: a reader by the letter of the RFC. */
function readLine(line: string): string[] {
  const cells: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "\r\n") break;
  }
  return cells;
}
