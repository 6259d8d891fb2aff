/** A feed as a page shows it to somebody who opened it in a browser. */
import type { Db } from "@/db/client";
import type { Read } from "../reading/read";
import type { Story } from "../reading/types";
import { type Feed, feedOf } from "./feed";
import { type FeedFormat, FORMATS } from "./formats";
import { type AskedFeed, type FeedSource, feedPath, pageOf, parametersOf } from "./source";

export type FeedView = {
  title: string;
  format: FeedFormat;
  /** Addresses from `/` on: of the feed, of the page with the same articles, of the next older document. */
  path: string;
  page: string;
  older: string | null;
  isOlder: boolean;
  stories: Story[];
};

/** `movedTo`: the feed's address now; both null where there is no feed. */
export async function feedView(
  db: Db,
  now: Date,
  path: string,
  asked: AskedFeed,
): Promise<Read<{ view: FeedView | null; movedTo: string | null }>> {
  const place = sourceAt(path);
  const found = place && (await feedOf(db, now, place.source, asked));
  if (!found || found.kind === "unknown") return { value: { view: null, movedTo: null }, tags: [], dates: [] };
  const { file } = place.format;
  if (found.kind === "moved") {
    return { value: { view: null, movedTo: feedPath(found.to, file) + parametersOf(asked) }, tags: [], dates: [] };
  }
  return {
    value: { view: viewOf(found.feed, place, asked), movedTo: null },
    tags: found.feed.tags,
    dates: found.feed.articles.flatMap((story) => [story, ...story.coverage].map(({ publishedAt }) => publishedAt)),
  };
}

type Place = { source: FeedSource; format: FeedFormat };

function viewOf(feed: Feed, { source, format }: Place, asked: AskedFeed): FeedView {
  const path = feedPath(source, format.file);
  return {
    title: feed.title,
    format,
    path: path + parametersOf({ ...asked, before: null }),
    page: pageOf(source),
    older: feed.older && path + parametersOf({ ...asked, before: feed.older }),
    isOlder: asked.before !== null,
    stories: feed.articles,
  };
}

/** Which feed has an address; its parts are decoded. */
function sourceAt(path: string): Place | null {
  const parts = path.split("/");
  const format = Object.values(FORMATS).find(({ file }) => file === parts.at(-1));
  const [kind, name = ""] = parts.map(decodeURIComponent);
  if (!format) return null;
  if (parts.length === 1) return { source: { kind: "latest" }, format };
  if (parts.length !== 3) return null;
  if (kind === "topic") return { source: { kind, id: name }, format };
  return kind === "provider" ? { source: { kind, domain: name }, format } : null;
}
