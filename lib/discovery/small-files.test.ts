import { existsSync, readFileSync } from "node:fs";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import { webManifest } from "./manifest";
import { languageOf } from "./news-sitemap";
import { asOpenSearchSuggestions, openSearchDescription } from "./opensearch";
import { robotsTxt } from "./robots";

const SITE = {
  name: "Bytes & <Tags> of the week",
  description: 'Of "all"',
  url: "https://gazette.example",
  locale: "en-us",
};

test("robots may read all but the newsroom and the API, and are told of the sitemaps", () => {
  expect(robotsTxt(SITE).split("\n")).toEqual([
    "User-agent: *",
    "Disallow: /admin",
    "Disallow: /api/",
    "",
    "Sitemap: https://gazette.example/sitemap.xml",
    "Sitemap: https://gazette.example/news-sitemap.xml",
    "",
  ]);
});

test("browsers can add the search, whatever the site is called", () => {
  const xml = openSearchDescription(SITE);
  expect(XMLValidator.validate(xml)).toBe(true);
  const { OpenSearchDescription: said } = new XMLParser({ ignoreAttributes: false }).parse(xml);
  expect(said).toMatchObject({ ShortName: "Bytes & <Tags> o", Description: 'Of "all"', InputEncoding: "UTF-8" });
  expect(said.ShortName.length).toBeLessThanOrEqual(16);
  expect(said.Url).toContainEqual({
    "@_type": "text/html",
    "@_template": "https://gazette.example/search?q={searchTerms}",
  });
  expect(said.Url).toContainEqual({
    "@_type": "application/x-suggestions+json",
    "@_rel": "suggestions",
    "@_template": "https://gazette.example/search/suggestions?q={searchTerms}",
  });
});

test("suggestions come in four lists of one length", () => {
  const [q, texts, about, links] = asOpenSearchSuggestions(
    {
      query: "mer",
      articles: [{ slug: "a", title: "Merrow 4", url: "/news/a", provider: "The Tailwater", highlights: [] }],
      topics: [{ id: "merging", name: "Merging", url: "/topic/merging", articles: 3 }],
      providers: [],
    },
    SITE,
  );
  expect(q).toBe("mer");
  expect(texts).toEqual(["Merging", "Merrow 4"]);
  expect(about).toEqual(["Topic", "The Tailwater"]);
  expect(links).toEqual(["https://gazette.example/topic/merging", "https://gazette.example/news/a"]);
});

test("the manifest names icons that are there, of the size it says", () => {
  const { icons, name, ...manifest } = webManifest(SITE);
  expect(name).toBe(SITE.name);
  expect(manifest).toMatchObject({ start_url: "/", scope: "/", id: "/", display: "minimal-ui", lang: "en-us" });
  expect(manifest).not.toHaveProperty("short_name");
  expect(icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    "192x192 any",
    "512x512 any",
    "512x512 maskable",
    "any any",
  ]);
  for (const { src, sizes, type } of icons) {
    const file = type === "image/png" ? `public${src}` : `app${src}`;
    expect(existsSync(file), file).toBe(true);
    if (type !== "image/png") continue;
    // The header chunk of a PNG begins with its width and height.
    const png = readFileSync(file);
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
  }
});

test.each([
  ["en-us", "en"],
  ["de", "de"],
  ["zh-TW", "zh-tw"],
  ["zh-cn", "zh-cn"],
  ["zh-Hant", "zh-tw"],
])("the language of %s is %s", (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
