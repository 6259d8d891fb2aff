import { describe, expect, test } from "vitest";
import type { SourceRow } from "@/db/search-documents";
import { words } from "../search/tokens";
import { typosBetween } from "../search/typos";
import { knownItems } from "./known-items";

let id = 0;
const row = (title: string, excerpt = ""): SourceRow => ({
  id: ++id,
  title,
  excerpt,
  type: "article",
  provider: "The Tailwater",
  domain: "tailwater.example",
  providerId: 1,
  topics: [{ id: "databases", name: "Databases" }],
  topicIds: ["databases"],
  publishedAt: 0,
  liveFrom: null,
  liveUntil: null,
  storyId: null,
  quality: null,
  heat: null,
  hot: 0,
});
const ask = (rows: SourceRow[], seed = "s") => knownItems(rows, { seed, words: "rarest" });
const ofKind = ({ cases }: ReturnType<typeof knownItems>, kind: string) => cases.filter((one) => one.kind === kind);

const ROWS = [
  row("Lighthouse keeps a quiet database"),
  row("Ferry merges bookings at the ramp"),
  row("Telescope publishes petabytes"),
  row("Umlaut and C++ refused &amp; forms"),
];

describe("queries made from articles", () => {
  test("clean ones are words of the title, in order", () => {
    const clean = ofKind(ask(ROWS), "clean");
    expect(clean.map(({ right }) => right)).toEqual(ROWS.map((one) => [one.id]));
    for (const { q, right } of clean) {
      const title = words(ROWS.find((one) => one.id === right[0])?.title.replace("&amp;", "&") ?? "");
      const places = words(q).map((word) => title.indexOf(word));
      expect(places.length).toBeGreaterThanOrEqual(2);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places).not.toContain(-1);
    }
  });

  test("typos are in the longest word, and one", () => {
    const [clean, typo] = ["clean", "typo"].map((kind) => ofKind(ask(ROWS), kind).map(({ q }) => q.split(" ")));
    expect(typo).toHaveLength(ROWS.length);
    for (const [at, typed] of (typo ?? []).entries()) {
      const meant = clean?.[at] ?? [];
      const changed = typed.flatMap((word, place) => (word === meant[place] ? [] : [place]));
      expect(changed).toHaveLength(1);
      const [place = 0] = changed;
      expect(typosBetween(typed[place] ?? "", meant[place] ?? "", 1)).toBe(1);
      expect(meant[place]?.length).toBe(Math.max(...meant.map((word) => word.length)));
    }
  });

  test("prefixes are beginnings of the last word, of three letters or more", () => {
    const [clean, cut] = ["clean", "prefix"].map((kind) => ofKind(ask(ROWS), kind).map(({ q }) => q));
    expect(cut?.length).toBeGreaterThanOrEqual(3);
    for (const q of cut ?? []) {
      const whole = clean?.find((one) => one.startsWith(q)) ?? "";
      expect(whole.length).toBeGreaterThan(q.length);
      expect(q.split(" ").at(-1)?.length).toBeGreaterThanOrEqual(3);
    }
  });

  test("the seed decides", () => {
    expect(ask(ROWS)).toEqual(ask(ROWS));
    expect(ask(ROWS)).not.toEqual(ask(ROWS, "another"));
  });

  test.each([
    ["another's excerpt", row("Something else", "A ferry that merges bookings at its ramp")],
    ["the same title", row("Ferry merges bookings at the ramp")],
  ])("what is answered by %s is left out", (_, other) => {
    const { cases, leftOut } = ask([...ROWS, other]);
    expect(leftOut.clean).toBeGreaterThanOrEqual(1);
    expect(cases.filter(({ right }) => right[0] === ROWS[1]?.id)).toEqual([]);
  });

  test("a beginning or a typo that fits another article is left out", () => {
    const pair = [row("Signed feeder"), row("Signed feeding")];
    expect(ask(pair).cases.filter(({ kind }) => kind !== "clean")).toEqual([]);
  });

  test("names with signs are typed as they are, and never mistyped or cut", () => {
    const signs = [row("Shrink .NET"), row("Parsers C++")];
    const asked = ask(signs).cases.map(({ kind, q }) => `${kind}: ${q}`);
    expect(asked).toEqual(expect.arrayContaining(["clean: shrink .net", "clean: parsers c++"]));
    expect(asked.filter((one) => one.startsWith("prefix"))).toEqual([]);
    expect(asked.filter((one) => one.startsWith("typo")).every((one) => /( \.net| c\+\+)$/.test(one))).toBe(true);
  });

  test("what an article has only once but as provider or topic counts", () => {
    const { leftOut } = ask([row("Tailwater databases"), row("Ferries merge bookings")]);
    expect(leftOut.clean).toBe(1);
  });
});
