/** Every feed there is, and how to make one. */
import type { Metadata } from "next";
import { providersPage, topicsPage } from "@/app/_server/reads";
import type { TopicCount } from "@/lib/reading/types";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { NOT_HERE, NotHere } from "../../not-here";
import { pageMetadata } from "../../page-metadata";
import { PublicFrame } from "../../public-frame";
import { Copying } from "../copying";
import { FeedList, type ListedFeed } from "../feed-list";
import { OneFeed } from "../one-feed";
import { Part } from "../part";
import { SearchFeeds } from "../search-feeds";

export const dynamic = "force-static";
export const generateStaticParams = () => [];

const LATEST = [
  {
    name: "Latest articles, RSS",
    path: urls.rss,
    text: "The fifty newest articles, an item each. Every feed reader knows RSS.",
  },
  {
    name: "Latest articles, Atom",
    path: urls.atom,
    text: "The same, with when an article was updated, and what was taken down.",
  },
  { name: "Latest articles, JSON Feed", path: urls.jsonFeed, text: "The same for programs that read JSON." },
];

type Props = PageProps<"/feeds/[[...rest]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if ((await params).rest) return NOT_HERE;
  return pageMetadata({ title: "Feeds", description: `Follow ${site().name} in a feed reader.`, path: urls.feeds });
}

export default async function FeedsPage({ params }: Props) {
  if ((await params).rest) return <NotHere />;
  const [{ topics }, { providers }] = await Promise.all([topicsPage(), providersPage()]);
  const { url } = site();
  return (
    <PublicFrame current={urls.feeds}>
      <div className="page-head">
        <h1 className="hed hed-2">Feeds</h1>
        <p className="note">
          A feed brings new articles to a reader program of your choice, without an account and without an algorithm.
          Subscribe opens that program, or copy the address into it. Where you read feeds on a site, open one here: its
          page leads to Feedly, Inoreader and others.{" "}
          <a className="under" href={urls.opml}>
            All feeds as a list to import (OPML)
          </a>
        </p>
      </div>
      <Copying>
        <Part id="latest-feed" title="Everything">
          <ul className="feeds max-w-160">
            {LATEST.map(({ name, path, text }) => (
              <OneFeed key={path} name={name} path={path} url={url} text={text} />
            ))}
          </ul>
        </Part>
        <Part id="minimum" title="Only the best">
          <p className="max-w-160">
            Each feed takes <code>quality</code> and <code>heat</code> as minimums: <code>{urls.rss}?heat=100</code>{" "}
            brings the hottest alone. Older articles follow by the links within each feed, back to the first.
          </p>
        </Part>
        <SearchFeeds url={url} />
        {topics.length > 0 && (
          <Part id="topic-feeds" title="Topics">
            <FeedList feeds={topics.flatMap(ofTopic)} url={url} />
          </Part>
        )}
        {providers.length > 0 && (
          <Part id="provider-feeds" title="Providers">
            <FeedList
              feeds={providers.map(({ domain, name, articles }) => ({
                source: { kind: "provider", domain },
                name,
                articles,
              }))}
              url={url}
            />
          </Part>
        )}
      </Copying>
    </PublicFrame>
  );
}

const ofTopic = ({ id, name, articles, children }: TopicCount): ListedFeed[] => [
  { source: { kind: "topic", id }, name, articles },
  ...children.flatMap(ofTopic),
];
