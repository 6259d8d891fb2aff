import { CopyButton } from "./copy-button";

/** A feed's address to copy, and to follow with one click: `feed:` opens the reader program of the computer. */
export function FeedAddress({ name, address }: { name: string; address: string }) {
  return (
    <div className="feed-address">
      <code>{address}</code>
      <a className="btn btn-main" href={`feed:${address}`}>
        Subscribe<span className="sr"> to {name}</span>
      </a>
      <CopyButton name={name} address={address} />
    </div>
  );
}
