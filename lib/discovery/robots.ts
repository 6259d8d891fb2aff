import type { Site } from "../site";
import { urls } from "../urls";

/** What `/robots.txt` says (RFC 9309): all but the newsroom and the API may be read. */
export const robotsTxt = ({ url }: Pick<Site, "url">): string =>
  [
    "User-agent: *",
    `Disallow: ${urls.admin.queue}`,
    "Disallow: /api/",
    "",
    `Sitemap: ${url}${urls.sitemap}`,
    `Sitemap: ${url}${urls.newsSitemap}`,
    "",
  ].join("\n");
