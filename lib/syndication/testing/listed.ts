/** A feed's head and its articles for tests, with sensible values for what a test does not care about. */
import type { FeedHead, Listed } from "../item";

export const HEAD: FeedHead = {
  site: {
    name: "Site",
    description: "",
    url: "https://site.example",
    locale: "en-us",
    timeZone: "UTC",
    logo: null,
    pages: [],
  },
  title: "Site",
  path: "/feed",
  page: "/",
  id: "tag:site.example,2026-01-01:feed/latest",
  authority: "site.example,2026-01-01",
};

export const anItem = (given: Partial<Listed> = {}): Listed => ({
  id: 7,
  slug: "2026-11-20-it",
  title: "It",
  excerpt: "",
  type: "article",
  publishedAt: new Date("2026-11-20T06:40:00Z"),
  updatedAt: null,
  link: "https://tailwater.example/it",
  provider: { id: 1, domain: "tailwater.example", name: "The Tailwater", logo: null },
  topics: [],
  picture: null,
  quality: 80,
  heat: 80,
  storyId: null,
  isCoverage: false,
  video: null,
  coverage: [],
  correction: null,
  enclosure: null,
  ...given,
});

/** Texts that break markup when they are not escaped, or that XML can't hold. */
export const NASTY = [
  "a & b",
  "<b>bold</b>",
  "\"quoted\" and 'quoted'",
  "]]> and ]]>",
  "<![CDATA[x]]>",
  "https://a.example/?id=1&page=2",
  "\u0000\u000b\ufffe!",
  "\ud800x",
  "&amp;",
  "&#0;",
];

/** What a feed keeps of a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what XML can't hold
export const kept = (text: string) => text.toWellFormed().replace(/[\u0000\u000b\ufffe]/g, "");
