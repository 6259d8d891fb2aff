import type { Site } from "../../site";
import { urls } from "../../urls";

/** Articles of a list's page in their order, each by its page. https://developers.google.com/search/docs/appearance/structured-data/carousel */
export const itemList = (name: string, path: string, items: { slug: string; title: string }[], { url }: Site) => ({
  "@context": "https://schema.org",
  "@type": "ItemList",
  name,
  url: url + path,
  numberOfItems: items.length,
  itemListElement: items.map(({ slug, title }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name: title,
    url: url + urls.article(slug),
  })),
});

/** Where a page belongs, itself last. https://developers.google.com/search/docs/appearance/structured-data/breadcrumb */
export const breadcrumbList = (path: (readonly [text: string, path: string])[], { url }: Site) => ({
  "@context": "https://schema.org",
  "@type": "BreadcrumbList",
  itemListElement: path.map(([name, to], index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: url + to,
  })),
});
