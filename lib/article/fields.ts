/** The fields of an article file that Gazette knows, checked. */
import { z } from "zod";
import type { ArticleState, Image } from "@/db/schema";
import { isDomain } from "../provider/domain";
import { unstorable } from "../storable-text";
import { Refusal } from "../transfer/refusal";
import type { Fields } from "../transfer/yaml";
import { hostOf, isHttpUrl, isImageUrl, MAX_URL_BYTES } from "./link";
import { parseTimestamp } from "./timestamp";

const MAX_NAME_LENGTH = 200;
const MAX_TITLE_LENGTH = 2_000;
const MAX_EXCERPT_LENGTH = 100_000;
const MAX_TOPICS = 100;
const MAX_IMAGES = 200;
const MAX_RELATED = 1_000;
const INT4_MAX = 2 ** 31 - 1;

/** A key that is absent, or present without a value, is not given. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

const storable = <T extends z.ZodType<string, string>>(schema: T) =>
  schema.refine((value) => unstorable(value) === null, { error: ({ input }) => unstorable(input as string) ?? "" });
const text = (max: number) =>
  storable(z.string("must be text (in quotes)").max(max, `must have at most ${max} characters`));
const name = text(MAX_NAME_LENGTH).refine((value) => value.trim() !== "", "must not be empty");
const domain = z.string("must be text (in quotes)").refine(isDomain, "is not a domain");
const score = z
  .number("must be a whole number")
  .int("must be a whole number")
  .min(-INT4_MAX, "is too small")
  .max(INT4_MAX, "is too large");
const moment = z
  .string("must be a date, such as 2024-04-11T08:00:16Z")
  .transform((value) => parseTimestamp(value))
  .refine((value) => value !== null, "is not a date, such as 2024-04-11T08:00:16Z");
const httpUrl = text(MAX_URL_BYTES).refine(isHttpUrl, "is not an http or https address");
const pixels = z.number("must be a number").min(0, "must not be negative").max(INT4_MAX, "is too large");

const imageUrl = text(MAX_URL_BYTES).refine(isImageUrl, "is neither an http or https address nor a path");
const image = z
  .looseObject(
    {
      url: imageUrl,
      width: optional(pixels),
      height: optional(pixels),
      title: optional(text(MAX_EXCERPT_LENGTH)),
    },
    "must be fields",
  )
  .transform(asStored);

const imageList = z.array(image, "must be a list").max(MAX_IMAGES, `must have at most ${MAX_IMAGES} entries`);
const images = imageList.nullish().transform((value) => value ?? []);

const providerFields = z.object(
  {
    name: optional(name),
    domain: optional(domain),
    images,
  },
  "must be fields",
);

const title = text(MAX_TITLE_LENGTH).refine((value) => value.trim() !== "", "must not be empty");

const shared = {
  title,
  excerpt: optional(text(MAX_EXCERPT_LENGTH)),
  webUrl: optional(httpUrl),
  originalUrl: optional(httpUrl),
  type: optional(name),
  quality: optional(score),
  provider: optional(providerFields),
  images,
};

const relatedEntry = z.object({ ...shared, publishedDateTime: optional(moment) }, "must be fields");

const articleFields = z.object({
  ...shared,
  category: optional(name),
  publishedDateTime: moment,
  updatedDateTime: optional(moment),
  ampWebUrl: optional(httpUrl),
  cdnAmpWebUrl: optional(httpUrl),
  heat: optional(score),
  published: optional(z.boolean("must be true or false")),
  liveFrom: optional(moment),
  liveUntil: optional(moment),
  featuredContent: optional(z.string("must be text (in quotes)")),
  topics: z
    .array(name, "must be a list of names")
    .max(MAX_TOPICS, `must have at most ${MAX_TOPICS} entries`)
    .nullish()
    .transform((value) => [...new Set(value ?? [])]),
  related: z
    .array(relatedEntry, "must be a list of articles")
    .max(MAX_RELATED, `must have at most ${MAX_RELATED} entries`)
    .nullish()
    .transform((value) => value ?? []),
});

export type GivenProvider = { domain: string; name: string; images: Image[] };

/** What a file and an entry of a `related` list say alike. */
type Shared = {
  title: string;
  excerpt: string;
  type: string;
  publishedAt: Date;
  webUrl: string | null;
  originalUrl: string | null;
  images: Image[];
  quality: number | null;
  provider: GivenProvider;
};

/** One article of a `related` list; `raw` is the entry as it came. */
export type RelatedEntry = Shared & { key: string; raw: Fields };

export type ArticleData = Shared & {
  category: string | null;
  updatedAt: Date | null;
  ampWebUrl: string | null;
  cdnAmpWebUrl: string | null;
  featuredContent: string | null;
  heat: number | null;
  state: ArticleState;
  liveFrom: Date | null;
  liveUntil: Date | null;
  topics: string[];
  related: RelatedEntry[];
};

/** What an article is known by in `related` lists; null without any link. */
export const keyOf = (article: { webUrl: string | null; originalUrl: string | null }): string | null =>
  article.webUrl ?? article.originalUrl;

/**
 * The known fields, from parsed front matter.
 * @throws Refusal that names the first field that is missing or wrong.
 */
export function articleData(fields: Fields): ArticleData {
  const given = check(articleFields, fields);
  const { publishedDateTime, updatedDateTime, published, provider, excerpt, type, related, ...rest } = given;
  const link = linkOf(given, "it has neither webUrl nor originalUrl");
  const ownKey = keyOf(given);
  const entries = (fields.related ?? []) as Fields[];
  return {
    ...rest,
    excerpt: excerpt ?? "",
    type: type ?? "article",
    publishedAt: publishedDateTime as Date,
    updatedAt: updatedDateTime,
    state: published === null ? "queued" : published ? "published" : "unpublished",
    provider: providerOf(provider, link),
    related: related
      .map((entry, index) => relatedOf(entry, entries[index] as Fields, publishedDateTime as Date, index))
      .filter((entry, index, all) => entry.key !== ownKey && all.findIndex(({ key }) => key === entry.key) === index),
  };
}

/** One entry of a `related` list on its own, such as a stored one; it was checked when it came. */
export function relatedEntryData(raw: Fields, fallbackDate: Date): RelatedEntry {
  return relatedOf(check(relatedEntry, raw), raw, fallbackDate, 0);
}

function relatedOf(given: z.infer<typeof relatedEntry>, raw: Fields, fallbackDate: Date, index: number): RelatedEntry {
  const { publishedDateTime, provider, excerpt, type, ...rest } = given;
  linkOf(given, `related[${index}] has neither webUrl nor originalUrl`);
  return {
    ...rest,
    key: keyOf(given) as string,
    excerpt: excerpt ?? "",
    type: type ?? "article",
    publishedAt: publishedDateTime ?? fallbackDate,
    provider: providerOf(provider, given.originalUrl ?? (given.webUrl as string)),
    raw,
  };
}

function linkOf(given: { webUrl: string | null; originalUrl: string | null }, missing: string): string {
  const link = given.originalUrl ?? given.webUrl;
  if (link === null) throw new Refusal(missing);
  return link;
}

function providerOf(given: z.infer<typeof providerFields> | null, link: string): GivenProvider {
  const domain = (given?.domain ?? hostOf(link)).toLowerCase();
  if (!isDomain(domain)) throw new Refusal("provider.domain is missing, and its link's host is not a domain");
  return { domain, name: given?.name ?? domain, images: given?.images ?? [] };
}

/** An image as a JSON column gives it back: without keys that have no value. */
function asStored(given: object): Image {
  const present = Object.entries(given).filter(([, value]) => value !== null);
  return JSON.parse(JSON.stringify(Object.fromEntries(present)));
}

/** @throws Refusal with the first problem, in one sentence. */
export function check<T extends z.ZodType>(schema: T, fields: Fields): z.infer<T> {
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  const value = path.reduce<unknown>((at, key) => (at as Fields | undefined)?.[key as string], fields);
  const where = path.map((key, index) => (typeof key === "number" ? `[${key}]` : `${index ? "." : ""}${String(key)}`));
  if (value === undefined || value === null) throw new Refusal(`${where.join("")} is missing`);
  throw new Refusal(`${where.join("")} ${issue?.message ?? "is wrong"}`);
}

/** Checks that topic and organization files, and forms, share with articles. */
export const known = {
  optional,
  storable,
  text,
  name,
  title,
  domain,
  httpUrl,
  images,
  imageList,
  imageUrl,
  MAX_EXCERPT_LENGTH,
};
