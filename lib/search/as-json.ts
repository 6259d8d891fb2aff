/** Articles as the JSON API gives them. */
import type { Coverage, ProviderRef } from "../reading/types";
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

/** A hit: `url` is its page here, `webUrl` the original. Highlights are segments that join to the whole text. */
export function hitAsJson(hit: Hit, siteUrl: string) {
  return {
    slug: hit.slug,
    url: siteUrl + urls.article(hit.slug),
    webUrl: hit.link,
    title: hit.title,
    excerpt: hit.excerpt,
    highlights: hit.highlights,
    provider: providerAsJson(hit.provider),
    topics: hit.topics,
    type: hit.type,
    publishedAt: hit.publishedAt.toISOString(),
    quality: hit.quality,
    heat: hit.heat,
    coverage: hit.coverage.map((item) => coverageAsJson(item, siteUrl)),
  };
}
