/** Feeds of searches, opened in a browser. The address that readers see is the feed's own: app/_server/feed-view.ts. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { database } from "@/lib/database";
import { UNAVAILABLE_NOTE, unlessUnavailable } from "@/lib/search/unavailable";
import { FORMATS } from "@/lib/syndication/formats";
import { searchFeed } from "@/lib/syndication/search";
import type { FeedView } from "@/lib/syndication/view";
import { urls } from "@/lib/urls";
import { PublicFrame } from "../../../public-frame";
import { withoutMinimums } from "../../../search/address";
import { FeedOpened } from "../../feed-opened";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Search as a feed", robots: { index: false, follow: true } };

type Props = PageProps<"/feeds/search/[file]">;

export default async function SearchFeedPage({ params, searchParams }: Props) {
  const { file } = await params;
  const format = Object.values(FORMATS).find((one) => one.file === file);
  if (!format) notFound();
  const now = new Date();
  const given = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
  );
  const found = await unlessUnavailable(searchFeed(database().db, given, now), null);
  if (!found) {
    return (
      <PublicFrame current={urls.feeds}>
        <p className="empty">{UNAVAILABLE_NOTE}</p>
      </PublicFrame>
    );
  }
  const { articles, title, parameters } = found;
  const view: FeedView = {
    title,
    format,
    path: urls.searchFeed(format.file, parameters),
    page: urls.search(withoutMinimums(parameters)),
    older: null,
    isOlder: false,
    stories: articles,
  };
  return (
    <PublicFrame current={urls.feeds}>
      <FeedOpened view={view} now={now} />
    </PublicFrame>
  );
}
