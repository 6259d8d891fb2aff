import { CORE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { expect, test } from "vitest";
import { Timestamp, yamlField } from "./yaml-write";

test.each<[unknown, string]>([
  ["a", 'aa: "a"\n'],
  ['\u0085\u2028\ufeff\ufffe\t"', 'aa: "\\u0085\\u2028\\ufeff\\ufffe\\t\\""\n'],
  [new Timestamp("2024-04-11T08:00:16Z"), "aa: 2024-04-11T08:00:16Z\n"],
  [1e21, "aa: 1.0e+21\n"],
  [[], "aa: []\n"],
  [[{ bb: 1, cc: ["d"] }, ["e"]], 'aa:\n  - bb: 1\n    cc:\n      - "d"\n  - - "e"\n'],
  // A letter alone could be YAML 1.1's y or n.
  [{ on: {}, y: 1, "b c": null }, 'aa:\n  "on": {}\n  "y": 1\n  "b c": null\n'],
])("%j", (value, text) => {
  expect(yamlField("aa", value)).toBe(text);
});

test("both versions of YAML read the same", () => {
  const value = { y: [-1, 0.5, 1e21, 1e-7, true, null], "1": { yes: ["no", "", "0x1F", "1:30", "=", "<<"] } };
  const text = yamlField("key", value);
  for (const schema of [CORE_SCHEMA, YAML11_SCHEMA]) expect(load(text, { schema })).toEqual({ key: value });
});
