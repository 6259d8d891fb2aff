import type { Metadata } from "next";
import { neighbours } from "@/app/_ui/pager";
import { CARD_HEIGHT_PX, CARD_WIDTH_PX } from "@/lib/cards/size";
import { site } from "@/lib/site";
import { FORMATS } from "@/lib/syndication/formats";
import { type FeedSource, feedPath } from "@/lib/syndication/source";
import { urls } from "@/lib/urls";

/** Search engines cut off what is longer. */
const DESCRIPTION_LENGTH = 300;

type Described = {
  title: string;
  description: string;
  path: string;
  /** What the page shows, where there are feeds of just that; else those of everything. */
  feeds?: NamedFeed | undefined;
  /** Path of the picture that stands for the page where somebody links to it; the site's, unless given. */
  card?: string | undefined;
};

type NamedFeed = { source: FeedSource; called: string };

/** Title, description, canonical address and feeds of a page. */
export function pageMetadata({ title, description, path, feeds, card = urls.card.site }: Described): Metadata {
  const { name, url, locale } = site();
  const short = description.slice(0, DESCRIPTION_LENGTH);
  const image = { url: url + card, width: CARD_WIDTH_PX, height: CARD_HEIGHT_PX, alt: title, type: "image/png" };
  return {
    title,
    description: short,
    alternates: {
      canonical: `${url}${path}`,
      types: feedTypes(feeds),
    },
    openGraph: {
      siteName: name,
      type: "website",
      locale: openGraphLocale(locale),
      title,
      description: short,
      url: `${url}${path}`,
      images: [image],
    },
    twitter: { card: "summary_large_image", title, description: short, images: [image] },
  };
}

/** For readers that are given the address of the page. */
function feedTypes(feeds: NamedFeed | undefined) {
  const { url, name: siteName } = site();
  const source: FeedSource = feeds?.source ?? { kind: "latest" };
  const called = feeds ? `${feeds.called} · ${siteName}` : siteName;
  return Object.fromEntries(
    Object.values(FORMATS).map(({ mediaType, file, name }) => [
      mediaType,
      [{ url: url + feedPath(source, file), title: `${called}, ${name}` }],
    ]),
  );
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
  feeds?: NamedFeed | undefined;
  card?: string | undefined;
};

/** The same for one page of a list, with its neighbours. */
export function listMetadata({ title, description, list, cursor, page, feeds, card }: Listed): Metadata {
  const { url } = site();
  const { newer, older } = neighbours({ list, cursor, page });
  return {
    ...pageMetadata({
      title: cursor === null ? title : `${title}, older`,
      description,
      path: cursor === null ? list : urls.older(list, cursor),
      feeds,
      card,
    }),
    pagination: { previous: newer && `${url}${newer}`, next: older && `${url}${older}` },
  };
}
