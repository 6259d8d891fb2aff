/** Whether docs/asvs.md, the walk through OWASP's standard, is whole and names tests that are there. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** How many requirements of levels 1 and 2 each section has; they are numbered from 1. Of version 5.0.0. */
const SECTIONS: Record<string, number> = {
  ...{ "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2 },
  ...{ "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1 },
  ...{ "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2 },
  ...{ "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4 },
  ...{ "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3 },
  ...{ "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4 },
  ...{ "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2 },
  ...{ "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1 },
  ...{ "9.1": 3, "9.2": 4 },
  /** A chapter of which nothing applies. */
  "10": 0,
  ...{ "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1 },
  ...{ "12.1": 3, "12.2": 2, "12.3": 4 },
  ...{ "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5 },
  ...{ "14.1": 2, "14.2": 4, "14.3": 3 },
  ...{ "15.1": 3, "15.2": 3, "15.3": 7 },
  ...{ "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3 },
  "17": 0,
};
const KINDS = ["test", "none", "said", "operator", "gap"];
const TEST = /`([^`]+\.(?:test|spec)\.ts)`: (.+)$/;

const rows = readFileSync("docs/asvs.md", "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, id, kind = "", by = ""] = /^\| ([\d.]+) \| (\w+) \| (.+) \|$/.exec(line) ?? [];
    return id ? [{ id, kind, by }] : [];
  });

test("each requirement stands there, once", () => {
  const wanted = Object.entries(SECTIONS).flatMap(([section, count]) =>
    count === 0 ? [section] : Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
  );
  expect(rows.map(({ id }) => id).sort()).toEqual(wanted.sort());
});

test.each(rows)("$id, $kind", ({ kind, by }) => {
  expect(KINDS).toContain(kind);
  if (kind === "test") expectTest(by);
  for (const [, file = ""] of by.matchAll(/\]\((\w+\.md)\)/g)) expect(existsSync(`docs/${file}`), file).toBe(true);
  const [, section] = /\(security\.md\), ([\w ]+)$/.exec(by) ?? [];
  if (section) expect(readFileSync("docs/security.md", "utf8")).toContain(`\n## ${section}\n`);
});

function expectTest(by: string): void {
  const [, file = "", name = ""] = TEST.exec(by) ?? [];
  expect(existsSync(file), by).toBe(true);
  const lines = readFileSync(file, "utf8").split("\n");
  const titled = lines.filter((line) => /^\s*(?:(?:test|it|describe)\b.*|\]\)|\),?)?.*["`]/.test(line));
  expect(
    titled.some((line) => line.includes(name)),
    `no test "${name}" in ${file}`,
  ).toBe(true);
}
