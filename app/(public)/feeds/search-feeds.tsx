import { FORMATS } from "@/lib/syndication/formats";
import { urls } from "@/lib/urls";
import { Part } from "./part";

/** What a search's feed may look like. */
const EXAMPLE = { q: "open source" };

/** How any search is followed. */
export function SearchFeeds({ url }: { url: string }) {
  return (
    <Part id="search-feed" title="Any search is a feed">
      <div className="max-w-160">
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
        <ul className="feeds">
          {Object.values(FORMATS).map(({ name, file }) => (
            <li key={file}>
              <h3>
                <a className="under" href={urls.searchFeed(file, EXAMPLE)}>
                  Search, {name}
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
