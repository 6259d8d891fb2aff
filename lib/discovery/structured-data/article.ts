import { untracked } from "../../article/untracked";
import type { ArticlePage, Card, Picture, ProviderRef } from "../../reading/types";
import type { Site } from "../../site";
import { urls } from "../../urls";
import { organizationOf } from "./organization";

/** Longer headlines are cut off by search engines, which then warn of them. */
const MAX_HEADLINE = 110;
const LARGEST = 1280;
const LARGEST_LOGO = 160;

/**
 * What an article's page says of the article: it is by its provider, and stands here as a reference to the original.
 * https://developers.google.com/search/docs/appearance/structured-data/article
 */
export function newsArticle(page: ArticlePage, site: Site) {
  const { article, updatedAt, correction } = page;
  const url = site.url + urls.article(article.slug);
  const image = site.url + pictureOf(article);
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": `${url}#article`,
    mainEntityOfPage: { "@type": "WebPage", "@id": url },
    url,
    headline: cut(article.title),
    ...(article.excerpt ? { description: article.excerpt } : {}),
    image: [image],
    datePublished: article.publishedAt.toISOString(),
    dateModified: latest(article.publishedAt, updatedAt, correction?.at ?? null).toISOString(),
    author: [by(article.provider, site)],
    publisher: by(article.provider, site),
    sdPublisher: organizationOf(site),
    ...(article.link ? { isBasedOn: untracked(article.link) } : {}),
    ...(article.topics.length > 0
      ? {
          articleSection: article.topics[0]?.name,
          keywords: article.topics.map(({ name }) => name),
          about: article.topics.map(({ id, name }) => ({ "@type": "Thing", name, url: site.url + urls.topic(id) })),
        }
      : {}),
    ...(correction ? { correction: correction.text } : {}),
    ...videoOf(article, image),
  };
}

/** https://developers.google.com/search/docs/appearance/structured-data/video */
function videoOf({ video, title, excerpt, publishedAt }: Card, thumbnail: string) {
  if (!video) return {};
  const embedUrl =
    video.host === "youtube"
      ? `https://www.youtube-nocookie.com/embed/${video.id}`
      : `https://player.vimeo.com/video/${video.id}`;
  return {
    video: {
      "@type": "VideoObject",
      name: title,
      description: excerpt || title,
      thumbnailUrl: [thumbnail],
      uploadDate: publishedAt.toISOString(),
      embedUrl,
    },
  };
}

const by = ({ name, domain, logo }: ProviderRef, site: Site) => ({
  "@type": "Organization",
  name,
  url: `https://${domain}`,
  ...(logo ? { logo: logoOf(logo, site) } : {}),
});

/** Its own picture as we serve it, else its card. */
function pictureOf({ picture, slug }: Card): string {
  if (!picture || picture.failed) return urls.card.article(slug);
  if (picture.key) return urls.image(picture.key, LARGEST, "webp");
  return picture.src.startsWith("/") ? picture.src : urls.card.article(slug);
}

const logoOf = ({ key, src }: Picture, { url }: Site) =>
  new URL(key ? urls.image(key, LARGEST_LOGO, "webp") : src, url).href;

function cut(headline: string): string {
  const signs = [...headline];
  return signs.length <= MAX_HEADLINE ? headline : `${signs.slice(0, MAX_HEADLINE - 1).join("")}…`;
}

const latest = (...times: (Date | null)[]) => new Date(Math.max(...times.map((time) => time?.getTime() ?? 0)));
