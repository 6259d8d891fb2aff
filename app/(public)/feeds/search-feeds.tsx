import { FORMATS } from "@/lib/syndication/formats";
import { urls } from "@/lib/urls";
import { Part } from "./part";

/** What a search's feed may look like. */
const EXAMPLE = { q: "open source" };

/** How any search is followed: the feed that the form opens is a page with its address, ready to subscribe to. */
export function SearchFeeds({ url }: { url: string }) {
  return (
    <Part id="search-feed" title="Any search is a feed">
      <div className="max-w-160">
        <p>
          Type what you want to hear of, and open its feed: there you subscribe, or copy the address. It brings what the
          search finds, newest first. Each page of results links to its feeds as well.
        </p>
        <form action={urls.searchFeed("rss.xml", {})} className="feed-of">
          <input
            className="field"
            type="search"
            name="q"
            required
            aria-label="Search to follow"
            placeholder="Words, topic:, site:"
          />
          <button className="btn" type="submit">
            Open its feed
          </button>
          <button className="btn" type="submit" formAction={urls.search()}>
            See what it finds
          </button>
        </form>
        <ul className="feeds">
          {Object.values(FORMATS).map(({ name, file }) => (
            <li key={file}>
              <h3>
                <a className="under" href={urls.searchFeed(file, EXAMPLE)}>
                  For example, {name}
                </a>
              </h3>
              <code>
                {url}
                {urls.searchFeed(file, EXAMPLE)}
              </code>
            </li>
          ))}
        </ul>
      </div>
    </Part>
  );
}
