/** Which feeds there are, and their addresses. Pure. */
import { FEED_KEYSET } from "@/db/feed-lists";
import { type Cursor, formatCursor, parseCursor } from "@/db/keyset";
import { type FeedFile, urls } from "../urls";

/** What a feed is of. Searches are feeds, too, in their own way: search.ts. */
export type FeedSource = { kind: "latest" } | { kind: "topic"; id: string } | { kind: "provider"; domain: string };

/** Lowest quality and heat to be in; null lets all in. */
export type Minimums = { quality: number | null; heat: number | null };

/** `before`: the place in time after which an older document begins; null is the feed itself. */
export type AskedFeed = Minimums & { before: Cursor | null };

const WHOLE = /^-?\d{1,6}$/;

/** `?quality=N&heat=N`; what is no whole number is left out. */
export function minimumsOf(parameters: URLSearchParams): Minimums {
  const read = (name: string) => {
    const text = parameters.get(name) ?? "";
    return WHOLE.test(text) ? Number(text) : null;
  };
  return { quality: read("quality"), heat: read("heat") };
}

/** What a feed's address asks for. Whatever else stands in it, or can't be read, is ignored. */
export function askedOf(parameters: URLSearchParams): AskedFeed {
  return { ...minimumsOf(parameters), before: parseCursor(parameters.get("before") ?? "", FEED_KEYSET) };
}

/** The same, written one way: empty, or with its `?`. */
export function parametersOf({ quality, heat, before }: AskedFeed): string {
  const given = { quality, heat, before: before && formatCursor(before) };
  const parameters = new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  ).toString();
  return parameters && `?${parameters}`;
}

/** The page that shows the same. */
export function pageOf(source: FeedSource): string {
  if (source.kind === "topic") return urls.topic(source.id);
  return source.kind === "provider" ? urls.provider(source.domain) : urls.home;
}

/** A feed's address, from `/` on, without parameters. */
export function feedPath(source: FeedSource, file: FeedFile): string {
  return source.kind === "latest" ? `/${file}` : `${pageOf(source)}/${file}`;
}
