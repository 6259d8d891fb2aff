/** Every address Gazette gives out. Pure, so that browser code may use it too. */
import type { PictureFormat, PictureWidth } from "./pictures/widths";
import type { Period } from "./reading/types";

/** What feeds are called in every address of theirs. */
export type FeedFile = "rss.xml" | "atom.xml" | "feed.json";

export const urls = {
  home: "/",
  latest: "/latest",
  top: (period: Period) => `/top/${period}`,
  topics: "/topics",
  topic: (id: string) => `/topic/${encodeURIComponent(id)}`,
  providers: "/providers",
  provider: (domain: string) => `/provider/${encodeURIComponent(domain)}`,
  article: (slug: string) => `/news/${encodeURIComponent(slug)}`,
  archive: "/archive",
  month: (year: number, month: number) => `/archive/${year}/${String(month).padStart(2, "0")}`,
  search: (parameters: Record<string, string> | URLSearchParams = {}) => {
    const query = new URLSearchParams(parameters).toString();
    return query ? `/search?${query}` : "/search";
  },
  feeds: "/feeds",
  rss: "/rss.xml",
  atom: "/atom.xml",
  jsonFeed: "/feed.json",
  opml: "/opml.xml",
  /** A search as a feed, with the search's parameters. */
  searchFeed: (file: FeedFile, parameters: Record<string, string> | URLSearchParams) => {
    const query = new URLSearchParams(parameters).toString();
    return query ? `/search/${file}?${query}` : `/search/${file}`;
  },
  /** An older page of a list. */
  older: (list: string, cursor: string) => `${list === "/" ? "" : list}/older/${cursor}`,
  /** A picture that we fetched, by its key (lib/pictures/key.ts). */
  image: (key: string, width: PictureWidth, format: PictureFormat) => `/images/${key}/${width}.${format}`,
  /** Social cards: PNG pictures of `CARD_WIDTH_PX` × `CARD_HEIGHT_PX` (lib/cards/size.ts), for `og:image`. */
  card: {
    site: "/card/site.png",
    article: (slug: string) => `/card/news/${encodeURIComponent(slug)}.png`,
    topic: (id: string) => `/card/topic/${encodeURIComponent(id)}.png`,
    provider: (domain: string) => `/card/provider/${encodeURIComponent(domain)}.png`,
    /** Of what was typed into the search box. */
    search: (q: string) => `/card/search.png?${new URLSearchParams({ q })}`,
  },
  api: {
    about: "/api",
    description: "/api/openapi.json",
    /** Lists of the compatible API; `topicId` null: of all articles. */
    news: (topicId: string | null, page: number) =>
      `/api/news/${topicId === null ? "" : `${encodeURIComponent(topicId)}/`}page/${page}/index.json`,
    articles: "/api/v1/articles",
    article: (slug: string) => `/api/v1/articles/${encodeURIComponent(slug)}`,
  },
  sitemap: "/sitemap.xml",
  /** One of the files that the sitemap's index names. */
  sitemapPart: (file: string) => `/sitemaps/${file}`,
  newsSitemap: "/news-sitemap.xml",
  openSearch: "/opensearch.xml",
  searchSuggestions: "/search/suggestions",
  manifest: "/manifest.webmanifest",
  /** What the reader saved and muted, kept in the browser. */
  readingList: "/reading-list",
  /** What a browser without a connection shows, for pages that it did not keep. */
  offline: "/offline",
  siteLogo: (hash: string) => `/site-logo/${hash}`,
  about: "/about",
  imprint: "/imprint",
  privacy: "/privacy",
  contact: "/contact",
  signIn: "/sign-in",
  /** The second step; `withRecovery`: for a recovery code. */
  signInCode: (next: string, withRecovery = false) =>
    `/sign-in/code?${new URLSearchParams({ next, ...(withRecovery ? { recovery: "yes" } : {}) })}`,
  invite: (token: string) => `/sign-in/invite/${token}`,
  resetPassword: (token: string) => `/sign-in/reset/${token}`,
  admin: {
    queue: "/admin",
    overview: "/admin/overview",
    stories: "/admin/stories",
    story: (id: number) => `/admin/stories/${id}`,
    front: "/admin/front",
    topics: "/admin/topics",
    topic: (id: string) => `/admin/topics/${encodeURIComponent(id)}`,
    providers: "/admin/providers",
    provider: (domain: string) => `/admin/providers/${encodeURIComponent(domain)}`,
    audit: "/admin/audit",
    auditAct: (act: number) => `/admin/audit/${act}`,
    auditExport: "/admin/audit/export",
    users: "/admin/users",
    account: "/admin/account",
    settings: "/admin/settings",
    webhooks: "/admin/settings/webhooks",
    /** `before`: what is older in its log than this message. */
    webhook: (id: number, before?: number) =>
      `/admin/settings/webhooks/${id}${before === undefined ? "" : `?before=${before}`}`,
    data: "/admin/data",
    /** Where a form sends files to import, and what an export made. */
    uploads: "/admin/data/uploads",
    jobReport: (id: number) => `/admin/data/reports/${id}`,
    jobArchive: (id: number) => `/admin/data/archives/${id}`,
    newArticle: "/admin/articles/new",
    articles: "/admin/articles",
    article: (id: number) => `/admin/articles/${id}`,
    /** How a picture of this address will look; for editors alone. */
    picture: (url: string) => `/admin/picture?${new URLSearchParams({ url })}`,
    /** `synonym`: a query to make a synonym for. */
    search: (synonym?: string) =>
      synonym === undefined ? "/admin/search" : `/admin/search?${new URLSearchParams({ synonym })}`,
  },
} as const;
