import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ALIKE_FROM, likeness } from "./likeness";
import { type JudgedPair, judgedPairs, wordingIn } from "./testing/judged-pairs";
import { rarityAmong, wordsOf } from "./wording";

const corpus = process.env.CORPUS_DIR;
if (!corpus) console.log("How well articles of one story are found is not measured: CORPUS_DIR is not set.");

test("200 pairs or more were judged, half of them near misses, none twice", async () => {
  const pairs = await judgedPairs();
  expect(pairs.length).toBeGreaterThanOrEqual(200);
  for (const story of [true, false]) expect(share(pairs, (pair) => pair.story === story)).toBeGreaterThan(0.4);
  for (const part of ["tuned", "unseen"]) expect(share(pairs, (pair) => pair.part === part)).toBeGreaterThan(0.4);
  expect(new Set(pairs.map(({ a, b }) => [a, b].sort().join(" "))).size).toBe(pairs.length);
});

describe.skipIf(!corpus)("pairs of real articles", () => {
  test("are told apart: precision 0.9 and recall 0.6 or more", async () => {
    const pairs = await judgedPairs();
    const found = foundIn(corpus ?? "", pairs);
    const parts = {
      all: () => true,
      tuned: ({ part }) => part === "tuned",
      unseen: ({ part }) => part === "unseen",
      "unseen, without the event of twenty articles": ({ part, why }) =>
        part === "unseen" && !why.startsWith("one leak"),
    } satisfies Record<string, (pair: JudgedPair) => boolean>;
    const measured = Object.entries(parts).map(([name, isIn]) => ({ name, ...measure(pairs.filter(isIn), found) }));
    for (const { name, precision, recall, pairs: count } of measured) {
      console.log(`Alike, ${name} (${count} pairs): precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
    }
    for (const { precision, recall } of measured.slice(0, 3)) {
      expect(precision).toBeGreaterThanOrEqual(0.9);
      expect(recall).toBeGreaterThanOrEqual(0.6);
    }
  });
});

const share = <T>(all: T[], is: (one: T) => boolean) => all.filter(is).length / all.length;

/** The pairs that are taken for one story. Words are as rare as they are in the whole corpus. */
function foundIn(folder: string, pairs: JudgedPair[]): Set<JudgedPair> {
  const wording = wordingIn(folder);
  const slugs = readdirSync(join(folder, "powerapps", "_news")).map((name) => name.replace(/\.md$/, ""));
  const rarity = rarityAmong(slugs.map((slug) => wordsOf(wording(slug))));
  const providers = new Map<string, number>();
  const given = (id: string) => {
    const { provider, ...rest } = wording(id);
    if (!providers.has(provider)) providers.set(provider, providers.size);
    return { ...rest, providerId: providers.get(provider) };
  };
  return new Set(pairs.filter(({ a, b }) => likeness(given(a), given(b), rarity) >= ALIKE_FROM));
}

function measure(pairs: JudgedPair[], found: Set<JudgedPair>) {
  const [said, right] = [pairs.filter((pair) => found.has(pair)), pairs.filter(({ story }) => story)];
  const both = said.filter(({ story }) => story).length;
  return { pairs: pairs.length, precision: both / said.length, recall: both / right.length };
}
