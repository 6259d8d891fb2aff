/** `npm run relevance`: how often the right article comes first. */
import { relevanceJson, relevanceLines } from "@/lib/relevance/report";
import { measureRelevance } from "@/lib/relevance/run";
import { CommandError, run } from "./cli";

const usage = `
Usage: npm run relevance -- [FOLDER…] [--engine postgres|meilisearch|all] [--json] [--misses]

Asks the search engines what has a known answer, and prints how often it came first and among the first five. On the
sample content: the judged queries, and queries made from its articles. With folders of article files: queries made
from those. Works on a database of its own, which is dropped afterwards.

  --engine   all by default: those that can run here
  --words    rarest: queries are made of the rarest words of a title (the default); any: of any
  --seed     another text gives other queries
  --misses   lists what was not first, with what was instead
  --json     the same for machines
`;

const options = {
  engine: { type: "string", default: "all" },
  words: { type: "string", default: "rarest" },
  seed: { type: "string", default: "gazette" },
  misses: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

await run({ usage, options }, async ({ values, positionals, settings }) => {
  const { engine, words, seed, misses, json } = values;
  if (words !== "rarest" && words !== "any") throw new CommandError("--words is rarest or any.", 2);
  const report = await measureRelevance(settings, { folders: positionals, engine, words, seed });
  console.log(json ? JSON.stringify(relevanceJson(report), null, 2) : relevanceLines(report, { misses }).join("\n"));
});
