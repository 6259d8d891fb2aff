import type { Site } from "../../site";
import { urls } from "../../urls";
import { organizationOf } from "./organization";

/** What the front page says of the site: its name, and how to search it. https://developers.google.com/search/docs/appearance/site-names */
export const webSite = (site: Site) => ({
  "@context": "https://schema.org",
  "@type": "WebSite",
  "@id": `${site.url}/#website`,
  name: site.name,
  url: site.url + urls.home,
  ...(site.description ? { description: site.description } : {}),
  inLanguage: site.locale,
  publisher: organizationOf(site),
  potentialAction: {
    "@type": "SearchAction",
    target: { "@type": "EntryPoint", urlTemplate: `${site.url}/search?q={search_term_string}` },
    "query-input": "required name=search_term_string",
  },
});
