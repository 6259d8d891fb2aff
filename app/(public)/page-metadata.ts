import type { Metadata } from "next";
import { neighbours } from "@/app/_ui/pager";
import { site } from "@/lib/site";
import { SITE_FEEDS } from "@/lib/syndication/formats";
import { urls } from "@/lib/urls";

/** Search engines cut off what is longer. */
const DESCRIPTION_LENGTH = 300;

type Described = { title: string; description: string; path: string };

/** Title, description and canonical address of a page. */
export function pageMetadata({ title, description, path }: Described): Metadata {
  const { name, url, locale } = site();
  const short = description.slice(0, DESCRIPTION_LENGTH);
  return {
    title,
    description: short,
    alternates: {
      canonical: `${url}${path}`,
      types: Object.fromEntries(
        SITE_FEEDS.map((feed) => [feed.mediaType, [{ url: `${url}${feed.path}`, title: `${name}, ${feed.name}` }]]),
      ),
    },
    openGraph: {
      siteName: name,
      type: "website",
      locale: openGraphLocale(locale),
      title,
      description: short,
      url: `${url}${path}`,
    },
    twitter: { card: "summary", title, description: short },
  };
}

/** `en-us` as Open Graph writes it: `en_US`. It knows no language without a country. */
function openGraphLocale(locale: string): string | undefined {
  const [, language, region] = /^([a-z]{2,3})-([a-z]{2})$/i.exec(locale) ?? [];
  return language && region && `${language.toLowerCase()}_${region.toUpperCase()}`;
}

type Listed = {
  title: string;
  description: string;
  list: string;
  cursor: string | null;
  page: { older: string | null; newer: string | null };
};

/** The same for one page of a list, with its neighbours. */
export function listMetadata({ title, description, list, cursor, page }: Listed): Metadata {
  const { url } = site();
  const { newer, older } = neighbours({ list, cursor, page });
  return {
    ...pageMetadata({
      title: cursor === null ? title : `${title}, older`,
      description,
      path: cursor === null ? list : urls.older(list, cursor),
    }),
    pagination: { previous: newer && `${url}${newer}`, next: older && `${url}${older}` },
  };
}
