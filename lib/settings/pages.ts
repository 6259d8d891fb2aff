/** The pages about the site itself. Pure, so that the browser knows them, too. */

export const SITE_PAGES = ["about", "imprint", "privacy", "contact"] as const;
export type SitePage = (typeof SITE_PAGES)[number];

export const PAGE_TITLES: Record<SitePage, string> = {
  about: "About",
  imprint: "Imprint",
  privacy: "Privacy",
  contact: "Contact",
};

export const MAX_PAGE_LENGTH = 30_000;
