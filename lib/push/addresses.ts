/** Which of our addresses show something else when articles change. */
import type { Touched } from "@/db/touched";
import { FORMATS } from "../syndication/formats";
import { type FeedSource, feedPath } from "../syndication/source";
import { urls } from "../urls";

const FILES = Object.values(FORMATS).map(({ file }) => file);

/** Feeds, in every format: of everything, of topics, of providers. Each is its feed's `self` link. */
export function feedAddresses(siteUrl: string, { topicIds, domains }: Touched): string[] {
  const sources: FeedSource[] = [
    { kind: "latest" },
    ...topicIds.map((id) => ({ kind: "topic" as const, id })),
    ...domains.map((domain) => ({ kind: "provider" as const, domain })),
  ];
  return sources.flatMap((source) => FILES.map((file) => siteUrl + feedPath(source, file)));
}

/** Pages: those of the articles, of their topics, and the front page. */
export function pageAddresses(siteUrl: string, slugs: string[], { topicIds }: Pick<Touched, "topicIds">): string[] {
  return [...slugs.map(urls.article), ...topicIds.map(urls.topic), urls.home].map((path) => siteUrl + path);
}
