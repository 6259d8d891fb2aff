/** What a web page says of the article on it. Pure. */
import { Parser } from "htmlparser2";
import { hostOf, isHttpUrl } from "../article/link";
import { parseTimestamp } from "../article/timestamp";
import { isDomain } from "../provider/domain";
import { articleIn, type LinkedData } from "./linked-data";

export type PageFacts = {
  /** Of the page, as it wants to be linked to. */
  link: string;
  title: string;
  excerpt: string;
  provider: { domain: string; name: string };
  image: { url: string; width: number | null; height: number | null; title: string } | null;
  publishedAt: Date | null;
  type: "article" | "video";
};

const MAX_TITLE_LENGTH = 500;
const MAX_EXCERPT_LENGTH = 2_000;
const MAX_NAME_LENGTH = 200;
const MAX_PIXELS = 100_000;
/** Beyond so many no page says anything of use. */
const MAX_METAS = 500;
const MAX_LINKED_DATA_LENGTH = 500_000;

type Found = { metas: Map<string, string>; title: string; canonical: string | null; data: LinkedData };

/** Reads `og:` and `twitter:` properties, JSON-LD, title and description. `url` is where the page was found. */
export function pageFacts(html: string, url: string): PageFacts {
  const { metas, title, canonical, data } = read(html);
  const first = (...names: string[]) => names.map((name) => metas.get(name)).find((value) => value) ?? "";
  const link = linkOf(canonical ?? first("og:url"), url);
  const domain = hostOf(link);
  const image = absolute(first("og:image:secure_url", "og:image", "twitter:image", "twitter:image:src"), url);
  const published = first("article:published_time", "og:article:published_time", "datepublished", "date");
  const pixels = (name: string) => {
    const value = Number(metas.get(name));
    return Number.isInteger(value) && value > 0 && value <= MAX_PIXELS ? value : null;
  };
  const dataImage = absolute(data.image ?? "", url);
  return {
    link,
    title: cut(data.headline || first("og:title", "twitter:title") || title, MAX_TITLE_LENGTH),
    excerpt: cut(
      first("og:description", "description", "twitter:description") || (data.description ?? ""),
      MAX_EXCERPT_LENGTH,
    ),
    provider: {
      domain: isDomain(domain) ? domain : "",
      name: cut(first("og:site_name") || data.publisher || first("application-name") || domain, MAX_NAME_LENGTH),
    },
    image: image
      ? {
          url: image,
          width: pixels("og:image:width"),
          height: pixels("og:image:height"),
          title: cut(first("og:image:alt", "twitter:image:alt"), MAX_EXCERPT_LENGTH),
        }
      : dataImage
        ? { url: dataImage, width: null, height: null, title: "" }
        : null,
    publishedAt: momentOf(data.published ?? "") ?? momentOf(published),
    type: first("og:type").startsWith("video") || data.isVideo ? "video" : "article",
  };
}

function read(html: string): Found {
  const metas = new Map<string, string>();
  let title = "";
  let canonical: string | null = null;
  let script = "";
  let inside: "title" | "data" | null = null;
  const scripts: string[] = [];
  const parser = new Parser({
    onopentag(name, { property, name: called, itemprop, content, rel, href, type }) {
      const key = (property ?? called ?? itemprop)?.trim().toLowerCase();
      // The first of several counts: later ones are further pictures and the like.
      if (name === "meta" && key && content?.trim() && metas.size < MAX_METAS && !metas.has(key))
        metas.set(key, content);
      if (name === "link" && href && rel?.toLowerCase().split(/\s+/).includes("canonical")) canonical ??= href;
      if (name === "title" && title === "") inside = "title";
      if (name === "script" && /^application\/ld\+json\b/i.test(type ?? "")) inside = "data";
    },
    ontext(text) {
      if (inside === "title" && title.length < MAX_TITLE_LENGTH * 2) title += text;
      if (inside === "data" && script.length < MAX_LINKED_DATA_LENGTH) script += text;
    },
    onclosetag(name) {
      if (name === "script" && inside === "data") scripts.push(script);
      if (name === "script") script = "";
      if (name === "title" || name === "script") inside = null;
      // Titles of drawings are no titles of the page.
      if (name === "head" && title === "") title = " ";
    },
  });
  parser.write(html);
  parser.end();
  return { metas, title, canonical, data: articleIn(scripts) };
}

/** A canonical address counts on the same site only: a page of one publisher can't speak for another. */
function linkOf(canonical: string, url: string): string {
  const given = absolute(canonical, url);
  return given && sameSite(given, url) ? given : url;
}

const sameSite = (a: string, b: string) => {
  const [one, other] = [hostOf(a), hostOf(b)];
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
};

function absolute(address: string, base: string): string | null {
  if (!address.trim() || !URL.canParse(address.trim(), base)) return null;
  const { href } = new URL(address.trim(), base);
  return isHttpUrl(href) ? href : null;
}

/** Without a zone it is UTC, as in files. */
const momentOf = (text: string) =>
  parseTimestamp(text) ?? parseTimestamp(text.replace(/T(\d{2}:\d{2})(?=[Z+-]|$)/, "T$1:00"));

function cut(text: string, length: number): string {
  // What a page says may be more than Postgres can hold.
  const folded = text
    .toWellFormed()
    .replace(/[\s\0]+/g, " ")
    .trim();
  return folded.length <= length ? folded : `${folded.slice(0, length - 1).toWellFormed()}…`;
}
