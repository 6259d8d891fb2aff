import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import { rss } from "./rss";
import { anItem, HEAD, kept, NASTY } from "./testing/listed";

const head = { ...HEAD, path: "/rss.xml" };

function read(text: string) {
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    trimValues: false,
    parseTagValue: false,
    isArray: (name) => name === "item",
  });
  return parser.parse(text).rss.channel;
}

test("an article as an item", () => {
  const topics = [
    { id: "a", name: "R&D" },
    { id: "b", name: "Sync" },
  ];
  const channel = read(rss([anItem({ topics, excerpt: "In short" })], head));
  expect(channel.lastBuildDate).toBe("Fri, 20 Nov 2026 06:40:00 GMT");
  expect(channel["atom:link"]["@_href"]).toBe("https://site.example/rss.xml");
  expect(channel.item).toEqual([
    expect.objectContaining({
      title: "It",
      link: "https://site.example/news/2026-11-20-it",
      guid: { "@_isPermaLink": "false", "#text": "tag:site.example,2026-01-01:article/7" },
      pubDate: "Fri, 20 Nov 2026 06:40:00 GMT",
      description: "In short",
      category: ["R&D", "Sync"],
      source: { "@_url": "https://tailwater.example/it", "#text": "The Tailwater" },
    }),
  ]);
});

test("an empty feed is a feed", () => {
  expect(read(rss([], head)).item).toBeUndefined();
});

test.each(NASTY)("%j stands in every field, and the feed stays XML", (text) => {
  const provider = { id: 1, domain: "a.example", name: `N ${text}`, logo: null };
  const [item] = read(
    rss([anItem({ title: `T ${text}`, excerpt: text, link: text, provider, topics: [{ id: "t", name: text }] })], head),
  ).item;
  expect(item.title).toBe(`T ${kept(text)}`);
  expect(item.source).toEqual({ "@_url": kept(text), "#text": `N ${kept(text)}` });
});

test("a description is HTML to its readers, so markup in a text stays text", () => {
  const [item] = read(rss([anItem({ excerpt: "use <img src=x onerror=alert(1)> & be" })], head)).item;
  expect(item.description).toBe("use &lt;img src=x onerror=alert(1)&gt; &amp; be");
});

test("any text makes a feed that is XML", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (title, excerpt) => {
      expect(XMLValidator.validate(rss([anItem({ title, excerpt, link: title })], head))).toBe(true);
    }),
  );
});
