import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFeed } from "./json-feed";
import { anItem, HEAD, kept, NASTY } from "./testing/listed";

const head = { ...HEAD, path: "/feed.json" };

test("an article as an item", () => {
  const item = anItem({
    topics: [{ id: "r-d", name: "R&D" }],
    excerpt: "In short",
    picture: { src: "/sample/mast one.jpg", width: 3, height: 2, alt: "" },
  });
  expect(JSON.parse(jsonFeed([item], head))).toEqual({
    version: "https://jsonfeed.org/version/1.1",
    title: "Site",
    home_page_url: "https://site.example/",
    feed_url: "https://site.example/feed.json",
    language: "en-us",
    items: [
      {
        id: "tag:site.example,2026-01-01:article/7",
        url: "https://site.example/news/2026-11-20-it",
        external_url: "https://tailwater.example/it",
        title: "It",
        content_html: '<p>In short</p>\n<p><a href="https://tailwater.example/it">Read it at The Tailwater</a></p>',
        content_text: "In short",
        summary: "In short",
        image: "https://site.example/sample/mast%20one.jpg",
        date_published: "2026-11-20T06:40:00.000Z",
        date_modified: "2026-11-20T06:40:00.000Z",
        authors: [{ name: "The Tailwater", url: "https://site.example/provider/tailwater.example" }],
        tags: ["R&D"],
      },
    ],
  });
});

test("no link in what an item shows says who follows it", () => {
  const provider = { id: 2, domain: "oakum.example", name: "Oakum", logo: null };
  const other = { id: 8, slug: null, title: "Too", provider, topicIds: [], publishedAt: new Date(0) };
  const coverage = [{ ...other, link: "https://oakum.example/too?utm_campaign=x" }];
  const [item] = JSON.parse(
    jsonFeed([anItem({ link: "https://tailwater.example/it?a=1&utm_source=rss", coverage })], head),
  ).items;
  expect(item.content_html).toContain('href="https://tailwater.example/it?a=1"');
  expect(item.content_html).toContain('href="https://oakum.example/too"');
});

test("a picture that we can fetch is ours, one that can't be had is left out", () => {
  const picture = { src: "https://tailwater.example/a.png", width: null, height: null, alt: "", key: "ab" };
  const imageOf = (given: Partial<typeof picture> & { failed?: boolean }) =>
    JSON.parse(jsonFeed([anItem({ picture: { ...picture, ...given } })], head)).items[0].image;
  expect(imageOf({})).toBe("https://site.example/images/ab/1280.webp");
  expect(imageOf({ failed: true })).toBeUndefined();
});

test("an article with little is an item, too", () => {
  const { items } = JSON.parse(
    jsonFeed([anItem({ picture: { src: "http://[", width: null, height: null, alt: "" } })], head),
  );
  expect(items[0]).toMatchObject({ content_text: "", tags: [] });
  expect(items[0]).not.toHaveProperty("image");
});

test.each(NASTY)("%j stands in every field as in the other formats", (text) => {
  const { items } = JSON.parse(jsonFeed([anItem({ title: text, excerpt: text, link: text })], head));
  expect(items[0]).toMatchObject({ title: kept(text), content_text: kept(text), external_url: kept(text) });
});

test("any text makes a feed that is JSON, of whole signs", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (title) => {
      const { items } = JSON.parse(jsonFeed([anItem({ title })], head));
      expect(items[0].title.isWellFormed()).toBe(true);
    }),
  );
});
