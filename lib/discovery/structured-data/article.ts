import { untracked } from "../../article/untracked";
import type { ArticlePage, Card, ProviderRef } from "../../reading/types";
import type { Site } from "../../site";
import { urls } from "../../urls";
import { organizationOf } from "./organization";

/** Longer headlines are cut off by search engines, which then warn of them. */
const MAX_HEADLINE = 110;

/**
 * What an article's page says of the article: it is by its provider, and stands here as a reference to the original.
 * https://developers.google.com/search/docs/appearance/structured-data/article
 */
export function newsArticle(page: ArticlePage, site: Site) {
  const { article, updatedAt, correction } = page;
  const url = site.url + urls.article(article.slug);
  const image = imageOf(article, site);
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": `${url}#article`,
    mainEntityOfPage: { "@type": "WebPage", "@id": url },
    url,
    headline: cut(article.title),
    ...(article.excerpt ? { description: article.excerpt } : {}),
    ...(image ? { image: [image] } : {}),
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

/** https://developers.google.com/search/docs/appearance/structured-data/video: without a picture there is nothing to show. */
function videoOf({ video, title, excerpt, publishedAt }: Card, thumbnail: string | null) {
  if (!video || !thumbnail) return {};
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
  ...(logo ? { logo: new URL(logo.src, site.url).href } : {}),
});

const imageOf = ({ picture }: Card, { url }: Site) =>
  picture && URL.canParse(picture.src, url) ? new URL(picture.src, url).href : null;

function cut(headline: string): string {
  const signs = [...headline];
  return signs.length <= MAX_HEADLINE ? headline : `${signs.slice(0, MAX_HEADLINE - 1).join("")}…`;
}

const latest = (...times: (Date | null)[]) => new Date(Math.max(...times.map((time) => time?.getTime() ?? 0)));
