import { FORMATS } from "@/lib/syndication/formats";
import { type FeedSource, feedPath } from "@/lib/syndication/source";

/** The feeds of what a page is about. */
export function FollowLinks({ source, name }: { source: FeedSource; name: string }) {
  return (
    <nav className="chips" aria-label={`Follow ${name}`}>
      <span>Follow</span>
      {Object.values(FORMATS).map((format) => (
        <a key={format.file} href={feedPath(source, format.file)}>
          {format.name}
        </a>
      ))}
    </nav>
  );
}
