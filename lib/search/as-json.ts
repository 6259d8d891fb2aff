/** Articles as the JSON API gives them. */
import type { Coverage, ProviderRef, Story } from "../reading/types";
import { urls } from "../urls";
import type { Hit } from "./index";

const providerAsJson = ({ name, domain }: ProviderRef) => ({ name, domain });

const coverageAsJson = (item: Coverage, siteUrl: string) => ({
  slug: item.slug,
  url: item.slug === null ? null : siteUrl + urls.article(item.slug),
  webUrl: item.link,
  title: item.title,
  provider: providerAsJson(item.provider),
  publishedAt: item.publishedAt.toISOString(),
});

/** An article: `url` is its page here, `webUrl` the original. */
export function storyAsJson(story: Story, siteUrl: string) {
  return {
    slug: story.slug,
    url: siteUrl + urls.article(story.slug),
    webUrl: story.link,
    title: story.title,
    excerpt: story.excerpt,
    provider: providerAsJson(story.provider),
    topics: story.topics,
    type: story.type,
    publishedAt: story.publishedAt.toISOString(),
    quality: story.quality,
    heat: story.heat,
    coverage: story.coverage.map((item) => coverageAsJson(item, siteUrl)),
  };
}

/** A hit. Highlights are segments that join to the whole text. */
export function hitAsJson(hit: Hit, siteUrl: string) {
  const { slug, url, webUrl, title, excerpt, ...rest } = storyAsJson(hit, siteUrl);
  return { slug, url, webUrl, title, excerpt, highlights: hit.highlights, ...rest };
}
