/** What programs send to write articles, and what they are told. */
import { z } from "zod";
import { whole } from "./query";

const MAX_SCORE = 999_999_999;
const score = z.int("must be a whole number").min(-MAX_SCORE).max(MAX_SCORE);

/** An article's ETag as `If-Match` takes it, also one that a proxy weakened. Versions count from 1. */
export const VERSION_TAG = /^(?:W[/])?"v([1-9][0-9]{0,14})"$/;

export const confirmedQuery = z.object({
  confirmed: whole(-MAX_SCORE, MAX_SCORE)
    .optional()
    .describe("The article's quality, to publish it although that is below the minimum"),
});

export const scores = z
  .strictObject({
    quality: score.nullable().optional(),
    heat: z
      .union([score, z.literal("computed")])
      .optional()
      .describe("`computed` lets it follow the rule again"),
  })
  .meta({ id: "Scores" });

export const publication = z
  .strictObject({
    confirmed: score
      .nullable()
      .optional()
      .describe("The quality to publish it with although that is below the minimum"),
  })
  .meta({ id: "Publication" });

export const writtenArticle = z
  .object({
    slug: z.string(),
    url: z.string(),
    title: z.string(),
    state: z.enum(["queued", "published", "unpublished"]),
    version: z.int().positive().describe("Counts changes, from 1; `If-Match` takes it as the ETag says it"),
    quality: z.int().nullable(),
    heat: z.int().nullable(),
    heatByHand: z.boolean().describe("Whether the heat was set by hand rather than by the rule"),
    liveFrom: z.iso.datetime().nullable(),
    liveUntil: z.iso.datetime().nullable(),
    outcome: z.enum(["new", "changed", "unchanged"]).describe("What the request did to it"),
  })
  .meta({ id: "WrittenArticle" });

export type WrittenArticle = z.infer<typeof writtenArticle>;
