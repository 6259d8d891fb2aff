/** What somebody sees who opened a feed in a browser: what it is, how to follow it, and what is in it. */
import { Crumbs } from "@/app/_ui/crumbs";
import { RowStory } from "@/app/_ui/story-entries";
import { site } from "@/lib/site";
import type { FeedView } from "@/lib/syndication/view";
import { urls } from "@/lib/urls";
import { Copying } from "./copying";
import { FeedAddress } from "./feed-address";
import { webReaders } from "./web-readers";

export function FeedOpened({ view, now }: { view: FeedView; now: Date }) {
  const { title, format, path, page, older, isOlder, stories } = view;
  const portal = site();
  const address = portal.url + path;
  return (
    <>
      <Crumbs path={[["Feeds", urls.feeds]]} />
      <div className="page-head">
        <h1 className="hed hed-2">{title}</h1>
        <p className="dek">
          This is a feed ({format.name}), for a program that reads feeds. Give it this address, and it brings what is
          new, without an account and without an algorithm.
        </p>
      </div>
      <div className="split">
        <div className="side">
          <Copying>
            <FeedAddress name={title} address={address} />
          </Copying>
          <div>
            <h2 className="label">Or follow it in</h2>
            <ul className="chips">
              {webReaders(address).map(({ name, href }) => (
                <li key={name}>
                  <a href={href} rel="noreferrer">
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </div>
          <p className="note">
            <a className="under" href={page}>
              The page with these articles
            </a>
          </p>
        </div>
        <div className="split-list">
          <h2 className="label feed-head">{isOlder ? "Older articles of the feed" : "What is in it now"}</h2>
          {stories.map((story) => (
            <RowStory key={story.id} story={story} clock={{ ...portal, now }} heading="h3" />
          ))}
          {stories.length === 0 && <p className="note">There is nothing in it yet.</p>}
          {(older || isOlder) && (
            <nav className="pager" aria-label="Older documents of the feed">
              {isOlder && (
                <a className="btn" href={path}>
                  Newest articles
                </a>
              )}
              {older && (
                <a className="btn" href={older} rel="next">
                  Older articles
                </a>
              )}
            </nav>
          )}
        </div>
      </div>
    </>
  );
}
