import type { Metadata } from "next";
import { site } from "@/lib/site";
import { FORMATS } from "@/lib/syndication/formats";
import { urls } from "@/lib/urls";
import { NOT_HERE, NotHere } from "../../not-here";
import { pageMetadata } from "../../page-metadata";
import { PublicFrame } from "../../public-frame";

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
    text: "The same, with when an article was updated, its author and its topics.",
  },
  { name: "Latest articles, JSON Feed", path: urls.jsonFeed, text: "The same for programs that read JSON." },
];

/** What a search's feed may look like. */
const EXAMPLE = { q: "open source" };
const SEARCHES = [
  { name: "Search, RSS", path: urls.searchFeed(FORMATS.rss.file, EXAMPLE) },
  { name: "Search, Atom", path: urls.searchFeed(FORMATS.atom.file, EXAMPLE) },
  { name: "Search, JSON Feed", path: urls.searchFeed(FORMATS.json.file, EXAMPLE) },
];

type Props = PageProps<"/feeds/[[...rest]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if ((await params).rest) return NOT_HERE;
  return pageMetadata({ title: "Feeds", description: `Follow ${site().name} in a feed reader.`, path: urls.feeds });
}

export default async function FeedsPage({ params }: Props) {
  if ((await params).rest) return <NotHere />;
  const { url } = site();
  return (
    <PublicFrame current={urls.feeds}>
      <div className="page-head">
        <h1 className="hed hed-2">Feeds</h1>
        <p className="note">
          A feed brings new articles to a reader program of your choice, without an account and without an algorithm.
          Copy an address into your reader.
        </p>
      </div>
      <section aria-labelledby="latest-feed">
        <h2 className="hed hed-4 mb-2" id="latest-feed">
          Everything
        </h2>
        <Feeds feeds={LATEST} url={url} />
      </section>
      <section className="max-w-160 pb-8" aria-labelledby="minimum">
        <h2 className="hed hed-4 mb-2" id="minimum">
          Only the best
        </h2>
        <p>
          Each feed takes <code>quality</code> and <code>heat</code> as minimums: <code>{urls.rss}?heat=100</code>{" "}
          brings the hottest alone.
        </p>
      </section>
      <section aria-labelledby="search-feed">
        <div className="max-w-160">
          <h2 className="hed hed-4 mb-2" id="search-feed">
            Any search is a feed
          </h2>
          <p>
            Search for what you want to hear of, and put <code>/search/rss.xml</code>, <code>/search/atom.xml</code> or{" "}
            <code>/search/feed.json</code> in place of <code>/search</code> in the address of the page. The feed brings
            what the search finds, newest first.
          </p>
          <form action={urls.search()} className="feed-of">
            <input
              className="field"
              type="search"
              name="q"
              aria-label="Search to follow"
              placeholder="Words, topic:, site:"
            />
            <button className="btn" type="submit">
              Search
            </button>
          </form>
        </div>
        <Feeds feeds={SEARCHES} url={url} />
      </section>
    </PublicFrame>
  );
}

type FeedsProps = { feeds: { name: string; path: string; text?: string }[]; url: string };

function Feeds({ feeds, url }: FeedsProps) {
  return (
    <ul className="feeds max-w-160 pb-8">
      {feeds.map(({ name, path, text }) => (
        <li key={path}>
          <h3>
            <a className="under" href={path}>
              {name}
            </a>
          </h3>
          <code>
            {url}
            {path}
          </code>
          {text && <p>{text}</p>}
        </li>
      ))}
    </ul>
  );
}
