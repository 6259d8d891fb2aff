/** What the formats say beside the articles themselves. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import { atom } from "./atom";
import { enclosureOf } from "./enclosure";
import type { FeedHead } from "./item";
import { jsonFeed } from "./json-feed";
import { rss } from "./rss";
import { anItem, HEAD } from "./testing/listed";

function read(text: string) {
  expect(XMLValidator.validate(text)).toBe(true);
  const isArray = (name: string) => ["item", "entry", "link", "atom:link", "at:deleted-entry"].includes(name);
  return new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray }).parse(text);
}
type Link = { "@_rel": string; "@_href": string };
const links = (given: Link[]) => Object.fromEntries(given.map((link) => [link["@_rel"], link["@_href"]]));

const OLDER: FeedHead = {
  ...HEAD,
  path: "/topic/a/atom.xml?before=2_1",
  page: "/topic/a",
  hub: "https://hub.example/?a=1&b=2",
  archive: {
    current: "/topic/a/atom.xml",
    older: "/topic/a/atom.xml?before=1_1",
    newer: "/topic/a/atom.xml?before=3_1",
  },
};

test("an older document says that it is one, and where the others are", () => {
  const expected = {
    self: "https://site.example/topic/a/atom.xml?before=2_1",
    hub: "https://hub.example/?a=1&b=2",
    current: "https://site.example/topic/a/atom.xml",
    "prev-archive": "https://site.example/topic/a/atom.xml?before=1_1",
    "next-archive": "https://site.example/topic/a/atom.xml?before=3_1",
  };
  const { feed } = read(atom([anItem()], OLDER));
  expect(links(feed.link)).toEqual({ ...expected, alternate: "https://site.example/topic/a" });
  expect(feed["fh:archive"]).toBe("");
  const { channel } = read(rss([anItem()], OLDER)).rss;
  expect(links(channel["atom:link"])).toEqual(expected);
  expect(channel.link[0]).toBe("https://site.example/topic/a");
  expect(channel["fh:archive"]).toBe("");
  expect(JSON.parse(jsonFeed([anItem()], OLDER))).toMatchObject({
    next_url: "https://site.example/topic/a/atom.xml?before=1_1",
    hubs: [{ type: "WebSub", url: "https://hub.example/?a=1&b=2" }],
  });
});

test("the feed itself is no archive, though older documents follow", () => {
  const head = { ...HEAD, archive: { current: null, older: "/feed?before=1_1", newer: null } };
  expect(read(atom([anItem()], head)).feed["fh:archive"]).toBeUndefined();
  expect(links(read(atom([anItem()], head)).feed.link)).toMatchObject({
    "prev-archive": "https://site.example/feed?before=1_1",
  });
  expect(read(rss([anItem()], head)).rss.channel["fh:archive"]).toBeUndefined();
});

test("Atom tells of what is gone, and is as new as that", () => {
  const at = new Date("2026-11-22T10:00:00Z");
  const { feed } = read(atom([anItem()], { ...HEAD, gone: [{ id: 9, at }] }));
  expect(feed["at:deleted-entry"]).toEqual([
    { "@_ref": "tag:site.example,2026-01-01:article/9", "@_when": "2026-11-22T10:00:00.000Z" },
  ]);
  expect(feed.updated).toBe("2026-11-22T10:00:00.000Z");
});

const other = (id: number, slug: string | null) => ({
  id,
  slug,
  title: `Other <${id}>`,
  link: `https://other.example/?id=${id}&x="`,
  provider: { id, domain: "other.example", name: `Other & Co ${id}`, logo: null },
  publishedAt: new Date("2026-11-20T08:00:00Z"),
  topicIds: [],
});

test("an item lists who else reports, here where there is a page, else at the original", () => {
  const item = anItem({ coverage: [other(1, "2026-11-20-one"), other(2, null)], correction: "Not <b>12</b>" });
  const html = [
    '<p><a href="https://tailwater.example/it">Read it at The Tailwater</a></p>',
    "<p><strong>Correction:</strong> Not &lt;b&gt;12&lt;/b&gt;</p>",
    "<p>Also reported by:</p>",
    "<ul>",
    '<li>Other &amp; Co 1: <a href="https://site.example/news/2026-11-20-one">Other &lt;1&gt;</a></li>',
    '<li>Other &amp; Co 2: <a href="https://other.example/?id=2&amp;x=&quot;">Other &lt;2&gt;</a></li>',
    "</ul>",
  ].join("\n");
  expect(JSON.parse(jsonFeed([item], HEAD)).items[0].content_html).toBe(html);
  const [entry] = read(atom([item], HEAD)).feed.entry;
  expect(entry.content).toEqual({ "@_type": "html", "#text": html });
  expect(read(rss([item], HEAD)).rss.channel.item[0]["content:encoded"]).toBe(html);
});

test("a long story is counted", () => {
  const item = anItem({ coverage: Array.from({ length: 25 }, (_, index) => other(index, null)) });
  const { content_html: html } = JSON.parse(jsonFeed([item], HEAD)).items[0];
  expect(html.match(/<li>/g)).toHaveLength(21);
  expect(html).toContain('<li><a href="https://site.example/news/2026-11-20-it">and 5 more</a></li>');
});

test("a picture comes along where its length and type are known", () => {
  const url = "https://tailwater.example/a.jpg?w=1&h=2";
  expect(enclosureOf(url, undefined)).toBeNull();
  expect(enclosureOf("https://tailwater.example/a", { bytes: 5, type: null })).toBeNull();
  const enclosure = enclosureOf(url, { bytes: 5, type: null });
  // What was fetched counts, not what its address ends in.
  expect(enclosureOf(url, { bytes: 5, type: "image/webp" })).toMatchObject({ type: "image/webp", length: 5 });
  expect(enclosureOf("https://tailwater.example/a", { bytes: 5, type: "image/png" })).toMatchObject({
    type: "image/png",
  });
  const item = anItem({ enclosure });
  expect(read(rss([item], HEAD)).rss.channel.item[0].enclosure).toEqual({
    "@_url": url,
    "@_length": "5",
    "@_type": "image/jpeg",
  });
  expect(read(atom([item], HEAD)).feed.entry[0].link).toContainEqual({
    "@_rel": "enclosure",
    "@_type": "image/jpeg",
    "@_length": "5",
    "@_href": url,
  });
  expect(JSON.parse(jsonFeed([item], HEAD)).items[0].attachments).toEqual([
    { url, mime_type: "image/jpeg", size_in_bytes: 5 },
  ]);
});

const HOUR_MS = 3_600_000;
const items = (everyHours: number) =>
  Array.from({ length: 3 }, (_, index) => anItem({ publishedAt: new Date(1e12 - index * everyHours * HOUR_MS) }));

test.each([
  [items(0.1), "15"],
  [items(1), "30"],
  [items(24), "60"],
  [[], "60"],
])("readers are told to wait as long as the feed takes", (articles, minutes) => {
  expect(read(rss(articles, HEAD)).rss.channel.ttl).toBe(minutes);
});
