import { describe, expect, test } from "vitest";
import type { ArticlePage, Card } from "../../reading/types";
import type { Site } from "../../site";
import { breadcrumbList, itemList, newsArticle, scriptJson, webSite } from ".";

const SITE: Site = {
  name: "Gazette",
  description: "News",
  url: "https://gazette.example",
  locale: "en-us",
  timeZone: "UTC",
  logo: null,
  pages: [],
};
const card: Card = {
  id: 7,
  slug: "2026-11-20-merrow",
  title: "Merrow 4 replaces its storage engine",
  excerpt: "The page format goes.",
  type: "article",
  publishedAt: new Date("2026-11-20T06:40:00Z"),
  link: "https://tailwater.example/merrow?utm_source=x",
  provider: { id: 1, domain: "tailwater.example", name: "The Tailwater", logo: null },
  topics: [
    { id: "databases", name: "Databases" },
    { id: "sync", name: "Sync" },
  ],
  picture: { src: "/sample/drawers.png", width: 960, height: 540, alt: "" },
  quality: 90,
  heat: 90,
  storyId: null,
  isCoverage: false,
  video: null,
};
const page = (given: Partial<Card> = {}, rest: Partial<ArticlePage> = {}): ArticlePage => ({
  article: { ...card, ...given },
  lead: null,
  coverage: [],
  heat: null,
  correction: null,
  updatedAt: null,
  alike: [],
  provider: { articles: 1, leads: 0, since: null, recent: [] },
  ...rest,
});

const isAbsolute = (text: unknown) => typeof text === "string" && /^https:\/\//.test(text) && URL.canParse(text);
const isMoment = (text: unknown) => typeof text === "string" && new Date(text).toISOString() === text;

describe("an article", () => {
  test("has all that Google recommends: headline, image, both dates, author with name and address", () => {
    const said = newsArticle(page(), SITE);
    expect(said).toMatchObject({
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      headline: card.title,
      description: card.excerpt,
      image: ["https://gazette.example/sample/drawers.png"],
      author: [{ "@type": "Organization", name: "The Tailwater", url: "https://tailwater.example" }],
      publisher: { "@type": "Organization", name: "The Tailwater" },
      sdPublisher: { "@type": "Organization", name: "Gazette" },
      mainEntityOfPage: { "@type": "WebPage", "@id": "https://gazette.example/news/2026-11-20-merrow" },
      isBasedOn: "https://tailwater.example/merrow",
      articleSection: "Databases",
      keywords: ["Databases", "Sync"],
    });
    expect(isMoment(said.datePublished) && isMoment(said.dateModified)).toBe(true);
    expect([said.url, said.sdPublisher.logo, ...(said.image ?? [])].every(isAbsolute)).toBe(true);
  });

  test("is modified when its provider or a correction last changed it, never before it appeared", () => {
    const modified = (rest: Partial<ArticlePage>) => newsArticle(page({}, rest), SITE).dateModified;
    expect(modified({ updatedAt: new Date("2026-11-19T00:00:00Z") })).toBe("2026-11-20T06:40:00.000Z");
    expect(modified({ updatedAt: new Date("2026-11-21T00:00:00Z") })).toBe("2026-11-21T00:00:00.000Z");
    const correction = { text: "It is 4, not 5.", at: new Date("2026-11-22T00:00:00Z") };
    expect(modified({ correction })).toBe("2026-11-22T00:00:00.000Z");
    expect(newsArticle(page({}, { correction }), SITE)).toHaveProperty("correction", correction.text);
  });

  test("says nothing of what it has not, and cuts what is too long", () => {
    const said = newsArticle(page({ picture: null, excerpt: "", topics: [], title: "é".repeat(200) }), SITE);
    for (const name of ["description", "articleSection", "about", "video", "correction"])
      expect(said).not.toHaveProperty(name);
    expect([...said.headline]).toHaveLength(110);
  });

  test("a video has name, picture, time and where it plays", () => {
    const video = { host: "youtube", id: "abcdefghijk" } as const;
    expect(newsArticle(page({ video }), SITE)).toMatchObject({
      video: {
        "@type": "VideoObject",
        name: card.title,
        thumbnailUrl: ["https://gazette.example/sample/drawers.png"],
        uploadDate: "2026-11-20T06:40:00.000Z",
        embedUrl: "https://www.youtube-nocookie.com/embed/abcdefghijk",
      },
    });
  });
});

describe("the picture of an article", () => {
  const image = (picture: Card["picture"]) => newsArticle(page({ picture }), SITE).image;
  const remote = { src: "https://tailwater.example/a.png", width: 900, height: 600, alt: "" };

  test("is as we serve it, and never from elsewhere", () => {
    expect(image({ ...remote, key: "abc" })).toEqual(["https://gazette.example/images/abc/1280.webp"]);
    const card = ["https://gazette.example/card/news/2026-11-20-merrow.png"];
    expect(image(remote)).toEqual(card);
    expect(image({ ...remote, key: "abc", failed: true })).toEqual(card);
    expect(image(null)).toEqual(card);
  });
});

test("a list has positions from 1 and absolute addresses", () => {
  const said = itemList("Latest", "/latest", [card, { ...card, slug: "b", title: "B" }], SITE);
  expect(said).toMatchObject({ "@type": "ItemList", numberOfItems: 2, url: "https://gazette.example/latest" });
  expect(said.itemListElement.map(({ position, url }) => [position, url])).toEqual([
    [1, "https://gazette.example/news/2026-11-20-merrow"],
    [2, "https://gazette.example/news/b"],
  ]);
});

test("breadcrumbs have position, name and item each", () => {
  const { itemListElement } = breadcrumbList(
    [
      ["Topics", "/topics"],
      ["C++", "/topic/c%2B%2B"],
    ],
    SITE,
  );
  expect(itemListElement).toEqual([
    { "@type": "ListItem", position: 1, name: "Topics", item: "https://gazette.example/topics" },
    { "@type": "ListItem", position: 2, name: "C++", item: "https://gazette.example/topic/c%2B%2B" },
  ]);
});

test("the site says how it is searched", () => {
  expect(webSite(SITE)).toMatchObject({
    "@type": "WebSite",
    name: "Gazette",
    url: "https://gazette.example/",
    potentialAction: {
      "@type": "SearchAction",
      target: { "@type": "EntryPoint", urlTemplate: "https://gazette.example/search?q={search_term_string}" },
      "query-input": "required name=search_term_string",
    },
  });
});

test("no text ends its script element", () => {
  const title = "</script><script>alert(1)</script><!-- & \u2028\u2029 ]]>";
  const json = scriptJson(newsArticle(page({ title }), SITE));
  expect(json).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(json).headline).toBe(title);
});
