import { expect, test } from "vitest";
import { suggestedTopics } from "./suggest";

const topics = [
  { name: "Databases", keywords: ["postgres", "storage engine", "sql"] },
  { name: "Web", keywords: ["browser", "html"] },
  { name: ".NET", keywords: ["c#"] },
  { name: "Résumés", keywords: [] },
];
const names = (text: string) => suggestedTopics(text, topics, 3).map(({ name }) => name);

test.each([
  ["Merrow 4 replaces its storage engine", ["Databases"]],
  ["A browser for databases", ["Databases", "Web"]],
  ["The cobweb, the sqlite", []],
  ["Trimming a .NET service in C#", [".NET"]],
  ["RESUMES that are read", ["Résumés"]],
  ["", []],
])("%j is about %j", (text, found) => expect(names(text)).toEqual(found));

test("no more than asked for", () => {
  expect(suggestedTopics("databases web .net résumés", topics, 2)).toHaveLength(2);
});
