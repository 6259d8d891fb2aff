/** Which of our addresses show something else when articles change. */
import type { Touched } from "@/db/touched";
import { FORMATS } from "../syndication/formats";
import { urls } from "../urls";

const FILES = Object.values(FORMATS).map(({ file }) => file);

/** Feeds, in every format: of everything, of topics, of providers. Each is its feed's `self` link. */
export function feedAddresses(siteUrl: string, { topicIds, domains }: Touched): string[] {
  const lists = ["", ...topicIds.map(urls.topic), ...domains.map(urls.provider)];
  return lists.flatMap((list) => FILES.map((file) => `${siteUrl}${list}/${file}`));
}

/** Pages: those of the articles, of their topics, and the front page. */
export function pageAddresses(siteUrl: string, slugs: string[], { topicIds }: Pick<Touched, "topicIds">): string[] {
  return [...slugs.map(urls.article), ...topicIds.map(urls.topic), urls.home].map((path) => siteUrl + path);
}
