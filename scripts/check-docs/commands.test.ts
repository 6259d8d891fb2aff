import { expect, test } from "vitest";
import { blocksOf, indentedLines } from "./blocks";
import { commandsIn } from "./commands";

const texts = (block: string) => commandsIn(block).map(({ text }) => text);

test("each line is a command, without its comment", () => {
  expect(texts("npm ci   # it's all\n\n# alone\necho a#b '#' \"#\" \\# # end")).toEqual([
    "npm ci",
    "echo a#b '#' \"#\" \\#",
  ]);
});

test("a command goes on after a backslash and within quotes", () => {
  const block = 'curl a \\\n  -d b\nhook \'\n  "x # y\n  z\' done\ncurl "a\\"\nb"';
  expect(texts(block)).toEqual(["curl a \\\n  -d b", "hook '\n  \"x # y\n  z' done", 'curl "a\\"\nb"']);
  expect(commandsIn(block).map(({ offset }) => offset)).toEqual([0, 2, 5]);
});

test("one that is never ended is an error", () => {
  expect(() => commandsIn("echo 'a")).toThrow("not ended");
});

test("blocks have a language, words and a line", () => {
  const page = "# T\n\n```sh slow\nls\n```\n\n    old\n\n```yaml a/b.md\n    c: d\n```\n";
  expect(blocksOf(page)).toEqual([
    { language: "sh", words: ["slow"], text: "ls", line: 3 },
    { language: "yaml", words: ["a/b.md"], text: "    c: d", line: 9 },
  ]);
  expect(indentedLines(page)).toEqual([7]);
  expect(() => blocksOf("```sh\nls\n")).toThrow("line 1");
});
