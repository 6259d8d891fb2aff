/** An article as Meilisearch holds it. */
import { createHash } from "node:crypto";
import type { SearchDocument } from "../document";
import { isSign } from "../tokens";

export type MeiliDocument = {
  id: number;
  title: string;
  topics: string;
  provider: string;
  excerpt: string;
  forms: string;
  /** With those above its topics, so that what is counted is what their filter finds. */
  topicIds: string[];
  domain: string;
  type: string;
  /** Of the site's time zone: `2024` and `2024-05`. */
  year: string;
  month: string;
  /** ms since 1970 */
  publishedAt: number;
  /** Null ones are left out, so that no range holds them. */
  quality?: number;
  heat: number;
  /** Rounded: articles as hot as each other are ordered by what follows. */
  hot: number;
  /** Its story, or minus its own id. */
  story: number;
  /** Of all the above: what differs from it is stale. */
  hash: string;
};

/** Raised when documents get another form: the index is then built anew. */
const DOCUMENT_FORM = 2;

/** What documents have to be like: their months are those of the time zone. */
export const documentForm = (timeZone: string) => `${DOCUMENT_FORM} ${timeZone}`;
/** A tenth of `hot` is 20,000 seconds or a quarter more heat. */
const HOT_STEPS = 10;

export function meiliDocument(document: SearchDocument, timeZone: string): MeiliDocument {
  const month = monthOf(new Date(document.publishedAt), timeZone);
  const fields = {
    id: document.id,
    title: searchText(document.title),
    topics: searchText(document.topics),
    provider: searchText(document.provider),
    excerpt: searchText(document.excerpt),
    forms: searchText(document.forms),
    topicIds: document.topicIds,
    domain: document.domain,
    type: document.type,
    year: month.slice(0, -3),
    month,
    publishedAt: document.publishedAt,
    ...(document.quality === null ? {} : { quality: document.quality }),
    heat: document.heat ?? 0,
    hot: Math.round(document.hot * HOT_STEPS) / HOT_STEPS,
    story: document.storyId ?? -document.id,
  };
  return { ...fields, hash: createHash("sha256").update(JSON.stringify(fields)).digest("base64url").slice(0, 16) };
}

/** Words as Meilisearch leaves them: scripts without spaces as code points, which its own segmenters don't touch. */
export const searchText = (words: string[]): string => words.map(searchWord).join(" ");
export const searchWord = (word: string): string =>
  isSign(word) ? [...word].map((sign) => `u${sign.codePointAt(0)?.toString(16)}`).join("") : word;

const formats = new Map<string, Intl.DateTimeFormat>();

function monthOf(at: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format)
    formats.set(timeZone, (format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit" })));
  const parts = format.formatToParts(at);
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${read("year")}-${read("month")}`;
}
