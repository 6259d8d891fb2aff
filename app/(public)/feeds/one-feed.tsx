import { FeedAddress } from "./feed-address";

/** A feed with all that can be done with it. */
export function OneFeed({ name, path, url, text }: { name: string; path: string; url: string; text?: string }) {
  return (
    <li>
      <h3>
        <a className="under" href={path}>
          {name}
        </a>
      </h3>
      {text && <p>{text}</p>}
      <FeedAddress name={name} address={url + path} />
    </li>
  );
}
