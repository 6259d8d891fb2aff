/**
 * A feed as an answer that readers can ask for cheaply: compressed once, with a strong ETag for each encoding, and 304
 * for what they have already.
 */
import { createHash } from "node:crypto";
import { SHARED } from "./cache-control.mjs";
import { chosenEncoding, ENCODINGS, type Encoded, type Encoding, encodedBody } from "./encodings";
import { untilSecondEnds } from "./forwarding";

/** A document as it is kept: made once, sent often. */
export type KeptFeed = Encoded & {
  contentType: string;
  /** Without quotes, and without the encoding that follows it. */
  version: string;
  modified: Date;
  /** Headers besides those that every feed has. */
  extra: Record<string, string>;
};

/** A header of the request, by its name in lower case. */
type Header = (name: string) => string | null | undefined;

export type FeedAnswer = { status: 200 | 304; headers: Record<string, string>; body: Buffer | null };

/** Who opens a feed as a page is shown one: incoming.ts. */
export const FEED_VARY = "Accept-Encoding, Accept, Sec-Fetch-Dest";

export const digest = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 27);

/** What to send. HEAD is answered like GET, with the length and without the body. */
export function feedAnswer(kept: KeptFeed, header: Header, method = "GET"): FeedAnswer {
  const encoding = chosenEncoding(header("accept-encoding") ?? "");
  const headers = {
    etag: etagOf(kept, encoding),
    "last-modified": kept.modified.toUTCString(),
    ...SHARED,
    ...untilSecondEnds({ get: (name) => header(name) ?? null }),
    vary: FEED_VARY,
    "access-control-allow-origin": "*",
    ...kept.extra,
  };
  const had = unchanged(kept, header);
  if (had) return { status: 304, headers: { ...headers, ...(had === true ? {} : { etag: had }) }, body: null };
  const body = encoding ? encodedBody(kept, encoding) : kept.body;
  return {
    status: 200,
    headers: {
      ...headers,
      "content-type": kept.contentType,
      ...(encoding ? { "content-encoding": encoding } : {}),
      "content-length": String(body.length),
    },
    body: method === "HEAD" ? null : body,
  };
}

const etagOf = ({ version }: KeptFeed, encoding: Encoding | null) => `"${version}${encoding ? `-${encoding}` : ""}"`;

/**
 * Whether the reader has it (RFC 9110, 13.2.2): If-None-Match counts, If-Modified-Since only without it. Gives the ETag
 * that the reader named, in whichever encoding it has the document: decoded they are the same.
 */
function unchanged(kept: KeptFeed, header: Header): string | boolean {
  const tags = header("if-none-match");
  if (tags != null) {
    const ours = new Set([null, ...ENCODINGS].map((encoding) => etagOf(kept, encoding)));
    for (const tag of tags.split(",").map((one) => one.trim().replace(/^W\//, ""))) {
      if (tag === "*") return true;
      if (ours.has(tag)) return tag;
    }
    return false;
  }
  const since = header("if-modified-since") ?? "";
  return HTTP_DATE.test(since) && Date.parse(since) >= kept.modified.getTime();
}

/** All three forms of one (RFC 9110, 5.6.7) begin with the day. `Date.parse` reads much else, such as `2030`. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;
