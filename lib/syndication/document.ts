/** A feed as a document of any format, with what HTTP says of it. */
import type { Db } from "@/db/client";
import { env } from "../env";
import { site } from "../site";
import { feedAuthority, feedId } from "./authority";
import { type Feed, feedOf } from "./feed";
import type { FeedFormat } from "./formats";
import type { FeedHead } from "./item";
import { linksOf } from "./links";
import { type AskedFeed, type FeedSource, feedPath, pageOf, parametersOf } from "./source";

export type FeedDocument = {
  body: string;
  /** The value of the header `Link`: how hubs and readers find each other without reading the feed. */
  link: string;
  tags: string[];
};

/** The feed, or where it is now (an address from `/` on); null where there is none. */
export async function feedDocument(
  db: Db,
  now: Date,
  source: FeedSource,
  asked: AskedFeed,
  format: FeedFormat,
): Promise<FeedDocument | { movedTo: string } | null> {
  const found = await feedOf(db, now, source, asked);
  if (found.kind === "unknown") return null;
  if (found.kind === "moved") return { movedTo: feedPath(found.to, format.file) + parametersOf(asked) };
  const authority = await feedAuthority(db, site().url, now);
  const head = headOf(found.feed, source, asked, format, authority);
  return {
    body: format.write(found.feed.articles, head),
    link: linkHeader(head, format.mediaType),
    tags: found.feed.tags,
  };
}

function headOf(feed: Feed, source: FeedSource, asked: AskedFeed, { file }: FeedFormat, authority: string): FeedHead {
  const path = feedPath(source, file);
  const at = (before: AskedFeed["before"]) => path + parametersOf({ ...asked, before });
  const isWhole = asked.quality === null && asked.heat === null && asked.before === null;
  return {
    site: site(),
    title: feed.title,
    path: at(asked.before),
    page: pageOf(source),
    id: feedId(authority, feed.name + parametersOf({ ...asked, before: null })),
    authority,
    // The hub is told of these alone, so that nobody waits for it in vain.
    hub: isWhole ? (env().WEBSUB_HUB ?? null) : null,
    archive: {
      current: asked.before && at(null),
      older: feed.older && at(feed.older),
      newer: feed.newer && at(feed.newer),
    },
    gone: feed.gone,
  };
}

/** RFC 8288; WebSub looks for `hub` and `self` here first. */
const linkHeader = (head: FeedHead, mediaType: string): string =>
  linksOf(head, mediaType)
    .map(({ rel, href, type }) => `<${headerSafe(href)}>; rel="${rel}"${type ? `; type="${type}"` : ""}`)
    .join(", ");

const headerSafe = (address: string) => new URL(address).href.replaceAll(">", "%3E").replaceAll("<", "%3C");
