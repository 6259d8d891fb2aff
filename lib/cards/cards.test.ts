import sharp from "sharp";
import { expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { type CardText, drawCard } from "./draw";
import { articleCard, providerCard, searchCard, topicCard } from "./of";
import { drawable, SERIF, shortened, written } from "./text";

const { db } = scratchDatabase();
const now = new Date("2026-11-24T12:00:00Z");
const site = {
  ...{ name: "Gazette", description: "The open web", url: "https://site.example", logo: null, pages: [] },
  ...{ locale: "en-us", timeZone: "UTC" },
};
const card: CardText = {
  site: "Gazette",
  kicker: "Storage",
  heat: 146,
  title: "Merrow 4",
  foot: "Tailwater",
  seed: "m",
};

test.each([
  ["Merrow 4 & <b>others</b>", "Merrow 4 & <b>others</b>"],
  ["Łódź, Αθήνα\n\tи Москва — “30 %” €5", "Łódź, Αθήνα и Москва — “30 %” €5"],
  ["Short 🎉👩🏽‍💻 news™ 🇩🇪", "Short news™"],
  ["数据库 4", null],
  ["Merrow と 4", null],
  ["مرحبا", null],
  ["한국어", null],
  ["🎉", null],
  ["\u202e\u0000", null],
  ["", null],
])("of %j can be drawn %j", (text, shown) => expect(drawable(text)).toBe(shown));

test("a long text is cut at a word", () => {
  expect(shortened("one two three", 9)).toBe("one two…");
  expect(shortened("one two", 9)).toBe("one two");
});

test("titles are set in our own font, whatever the system has", async () => {
  const style = { px: 60, color: "#000000" };
  const ours = await written("Merrow", { font: SERIF, ...style });
  const other = await written("Merrow", { font: { ...SERIF, name: "No such font," }, ...style });
  expect(ours.width).not.toBe(other.width);
});

test.each([
  ["marks piled up", `x${"\u0363".repeat(149)}`],
  ["flags of notes", `a${"\u{1d165}".repeat(149)}`],
  ["letters beyond the first plane", "𝐀".repeat(10_000)],
  ["half a sign", "a\ud800b"],
  ["a word without end", "W".repeat(10_000)],
])("a card bears %s", async (_, text) => {
  for (const field of ["title", "site", "kicker", "foot"]) {
    const { width, height } = await sharp(await drawCard({ ...card, [field]: text })).metadata();
    expect([width, height]).toEqual([1200, 630]);
  }
});

test.each([
  ["a title", "Merrow 4 replaces its storage engine"],
  ["markup", '<span size="huge">&amp; <i>'],
  ["a title of 2,000 signs", "Databases ".repeat(200)],
  ["a word of 2,000 signs", "x".repeat(2_000)],
  ["letters that our fonts have not", "数据库替换存储引擎"],
  ["emoji alone", "🎉🎉"],
  ["nothing", ""],
])("a card with %s is a PNG of 1200 × 630", async (_, title) => {
  const bytes = await drawCard({ ...card, title });
  const { format, width, height } = await sharp(bytes).metadata();
  expect({ format, width, height }).toEqual({ format: "png", width: 1200, height: 630 });
  expect(bytes.length).toBeLessThan(200_000);
});

test("the same card is drawn alike, and another otherwise", async () => {
  const [one, again, other] = await Promise.all([card, card, { ...card, title: "Merrow 5" }].map(drawCard));
  expect(one?.equals(again as Buffer)).toBe(true);
  expect(one?.equals(other as Buffer)).toBe(false);
});

test("what stands on the card of an article, only while it is live", async () => {
  const slug = "2026-11-20-merrow";
  const publishedAt = new Date("2026-11-20T06:40:00Z");
  await anArticle(db, {
    slug,
    title: "R&amp;D of Merrow",
    topics: ["Databases", "Storage", "Web"],
    heat: 96,
    publishedAt,
  });
  await anArticle(db, { slug: "2026-11-20-hidden", state: "queued" });
  expect(await articleCard({ db, site, now }, slug)).toEqual({
    ...{ site: "Gazette", title: "R&D of Merrow", kicker: "Databases  ·  Storage", heat: 96, seed: slug },
    foot: "tailwater  ·  November 20, 2026",
  });
  expect(await articleCard({ db, site, now }, "2026-11-20-hidden")).toBeNull();
  expect(await articleCard({ db, site, now }, "no-such-article")).toBeNull();
});

test("what stands on the cards of topics, providers and searches", async () => {
  expect(await topicCard({ db, site, now }, "databases")).toMatchObject({ title: "Databases", foot: "1 article" });
  expect(await topicCard({ db, site, now }, "no-such-topic")).toBeNull();
  expect(await providerCard({ db, site, now }, "tailwater.example")).toMatchObject({ title: "tailwater" });
  expect(await providerCard({ db, site, now }, "nobody.example")).toBeNull();
  expect(searchCard(site, "  merrow\n beta ").title).toBe("“merrow beta”");
  expect(searchCard(site, "x".repeat(10_000)).title.length).toBeLessThan(200);
  expect(searchCard(site, " ").title).toBe("The open web");
});
