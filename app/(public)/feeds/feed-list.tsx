import { FORMATS } from "@/lib/syndication/formats";
import { type FeedSource, feedPath, pageOf } from "@/lib/syndication/source";
import { CopyButton } from "./copy-button";

export type ListedFeed = { source: FeedSource; name: string; articles: number };

/** Feeds of topics or providers, a row each: to open, to follow and to copy. */
export function FeedList({ feeds, url }: { feeds: ListedFeed[]; url: string }) {
  return (
    <ul className="feed-list">
      {feeds.map(({ source, name, articles }) => (
        <li key={pageOf(source)}>
          <div>
            <h3>
              <a href={pageOf(source)}>{name}</a>
            </h3>
            <code>{url + feedPath(source, FORMATS.rss.file)}</code>
          </div>
          <p className="note">
            {articles.toLocaleString("en")} {articles === 1 ? "article" : "articles"}
          </p>
          <FeedLinks source={source} name={name} url={url} />
        </li>
      ))}
    </ul>
  );
}

function FeedLinks({ source, name, url }: { source: FeedSource; name: string; url: string }) {
  const address = url + feedPath(source, FORMATS.rss.file);
  return (
    <div className="feed-links">
      {Object.values(FORMATS).map((format) => (
        <a key={format.file} className="under" href={feedPath(source, format.file)}>
          {format.name}
          <span className="sr"> of {name}</span>
        </a>
      ))}
      <a className="btn" href={`feed:${address}`}>
        Subscribe<span className="sr"> to {name}</span>
      </a>
      <CopyButton name={name} address={address} />
    </div>
  );
}
