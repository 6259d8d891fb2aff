/** Changes of articles as forms and scripts send them, checked as those of files are. */
import { z } from "zod";
import { known } from "../article/fields";
import type { ArticleEdit } from "./change";

/** In one act. */
export const MAX_EDITS = 500;
/** What has nine digits fits the database's integers. */
const MAX_SCORE = 999_999_999;
const MAX_TOPICS = 100;
const MAX_PIN_PLACE = 30;
const MAX_CORRECTION_LENGTH = 2_000;
/** As the names of files: letters of any script, digits, and what stands between them. */
const SLUG = /^[\p{L}\p{N}][\p{L}\p{N}._~-]{0,199}$/u;

const id = z.number().int().positive();
const score = z.number("must be a whole number").int("must be a whole number").min(-MAX_SCORE).max(MAX_SCORE);
const moment = z.iso.datetime("is not a date").transform((text) => new Date(text));

export const changes = z
  .strictObject({
    state: z.enum(["queued", "published", "unpublished"]),
    quality: score.nullable(),
    heat: z.union([score, z.literal("computed")]),
    slug: z.string().regex(SLUG, "may have letters, digits, and - . _ ~ between them"),
    title: known.title,
    excerpt: known.text(known.MAX_EXCERPT_LENGTH),
    type: known.name,
    category: known.name.nullable(),
    publishedAt: moment,
    webUrl: known.httpUrl.nullable(),
    originalUrl: known.httpUrl.nullable(),
    images: known.imageList,
    providerId: id,
    topics: z.array(known.storable(z.string())).max(MAX_TOPICS),
    liveFrom: moment.nullable(),
    liveUntil: moment.nullable(),
    correction: known.text(MAX_CORRECTION_LENGTH).nullable(),
    laterUntil: moment.nullable(),
    frontHidden: z.boolean(),
    pinPlace: z.number().int().min(1).max(MAX_PIN_PLACE).nullable(),
    pinUntil: moment.nullable(),
  })
  .partial()
  .refine(({ liveFrom, liveUntil }) => !liveFrom || !liveUntil || liveFrom < liveUntil, {
    path: ["liveUntil"],
    message: "must be after the beginning",
  })
  .refine(({ pinPlace, pinUntil }) => (pinPlace == null) === (pinUntil == null), {
    path: ["pinUntil"],
    message: "A place is held until a time, and neither goes without the other",
  });

export const articleEdits = z
  .array(
    z.strictObject({
      id,
      version: z.number().int().positive().optional(),
      changes,
      confirmed: score.nullable().optional(),
    }),
  )
  .min(1)
  .max(MAX_EDITS)
  .refine(
    (edits) => new Set(edits.map(({ id }) => id)).size === edits.length,
    "names an article twice",
  ) satisfies z.ZodType<ArticleEdit[]>;
