import { expect, test } from "vitest";
import { feedViewAt, isFeed, opensAsPage } from "./feed-view";

test.each([
  ["/rss.xml", "/feeds/read/-/rss.xml"],
  ["/feed.json?x=1", "/feeds/read/-/feed.json"],
  ["/topic/c%2B%2B/atom.xml?heat=100&quality=soon", "/feeds/read/heat=100/topic/c%2B%2B/atom.xml"],
  ["/provider/a.example/rss.xml?before=5_6&quality=-3", "/feeds/read/quality=-3&before=5_6/provider/a.example/rss.xml"],
  ["/search/rss.xml?q=a%20b", "/feeds/search/rss.xml?q=a%20b"],
  ["/search/feed.json", "/feeds/search/feed.json"],
])("%s is shown by %s", (url, view) => {
  expect(feedViewAt(url)).toBe(view);
  expect(isFeed(url)).toBe(true);
});

test.each(["/", "/feeds", "/rss.xml/", "/news/rss.xml", "/topic/rss.xml", "/topic/a/b/rss.xml", "/latest?x=/rss.xml"])(
  "%s is no feed",
  (url) => expect(feedViewAt(url)).toBeNull(),
);

test("only going there shows the page", () => {
  const accept = "text/html,application/xhtml+xml,*/*;q=0.8";
  expect(opensAsPage({ "sec-fetch-dest": "document", accept })).toBe(true);
  expect(opensAsPage({ "sec-fetch-dest": "empty", accept })).toBe(false);
  expect(opensAsPage({ "sec-fetch-dest": "document", accept: "application/rss+xml" })).toBe(false);
  expect(opensAsPage({ accept })).toBe(false);
  expect(opensAsPage({})).toBe(false);
});
