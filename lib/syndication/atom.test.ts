import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import { atom } from "./atom";
import { anItem, HEAD, kept, NASTY } from "./testing/listed";

const head = { ...HEAD, path: "/atom.xml?heat=100" };

function read(text: string) {
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    trimValues: false,
    parseTagValue: false,
    isArray: (name) => ["entry", "category"].includes(name),
  });
  return parser.parse(text).feed;
}

test("an article as an entry", () => {
  const topics = [{ id: "r-d", name: "R&D" }];
  const updatedAt = new Date("2026-11-21T00:00:00Z");
  const feed = read(atom([anItem({ topics, excerpt: "In <short>", updatedAt })], head));
  expect(feed).toMatchObject({
    "@_xmlns": "http://www.w3.org/2005/Atom",
    "@_xml:lang": "en-us",
    id: "tag:site.example,2026-01-01:feed/latest",
    title: "Site",
    updated: "2026-11-21T00:00:00.000Z",
    author: { name: "Site", uri: "https://site.example/" },
    link: [
      { "@_rel": "self", "@_href": "https://site.example/atom.xml?heat=100" },
      { "@_rel": "alternate", "@_href": "https://site.example/" },
    ],
  });
  expect(feed.entry).toEqual([
    expect.objectContaining({
      id: "tag:site.example,2026-01-01:article/7",
      title: "It",
      link: [
        { "@_rel": "alternate", "@_type": "text/html", "@_href": "https://site.example/news/2026-11-20-it" },
        { "@_rel": "via", "@_title": "The Tailwater", "@_href": "https://tailwater.example/it" },
      ],
      published: "2026-11-20T06:40:00.000Z",
      updated: "2026-11-21T00:00:00.000Z",
      author: expect.objectContaining({ name: "The Tailwater" }),
      category: [{ "@_term": "r-d", "@_label": "R&D" }],
      summary: "In <short>",
    }),
  ]);
});

test("an article is not updated before it was published", () => {
  const [entry] = read(atom([anItem({ updatedAt: new Date("2020-01-01") })], head)).entry;
  expect(entry.updated).toBe(entry.published);
});

test("an empty feed is a feed", () => {
  const feed = read(atom([], head));
  expect(feed.entry).toBeUndefined();
  expect(feed.updated).toBe("1970-01-01T00:00:00.000Z");
});

test.each(NASTY)("%j stands in every field, and the feed stays XML", (text) => {
  const provider = { id: 1, domain: "a.example", name: `N ${text}`, logo: null };
  const item = anItem({
    title: `T ${text}`,
    excerpt: `E ${text}`,
    link: text,
    provider,
    topics: [{ id: text, name: text }],
  });
  const feed = read(atom([item], { ...head, title: `H ${text}` }));
  expect(feed.title).toBe(`H ${kept(text)}`);
  expect(feed.entry[0]).toMatchObject({
    title: `T ${kept(text)}`,
    summary: `E ${kept(text)}`,
    author: { name: `N ${kept(text)}` },
    link: [{}, { "@_href": kept(text), "@_title": `N ${kept(text)}` }],
    category: [{ "@_term": kept(text), "@_label": kept(text) }],
  });
});

test("any text makes a feed that is XML", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (title, excerpt) => {
      const text = atom([anItem({ title, excerpt, link: title, topics: [{ id: excerpt, name: title }] })], {
        ...head,
        title,
      });
      expect(XMLValidator.validate(text)).toBe(true);
    }),
  );
});
