/** Articles, topics and providers as /api/v1 takes and gives them. */
import { z } from "zod";
import { day, list, score, text, whole } from "./query";

export const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 30;

const named = z.object({ name: z.string(), domain: z.string() });
const topicRef = z.object({ id: z.string(), name: z.string() });
const moment = z.iso.datetime();

export const coverage = z
  .object({
    slug: z.string().nullable().describe("null where it has no page here"),
    url: z.string().nullable(),
    webUrl: z.string(),
    title: z.string(),
    provider: named,
    publishedAt: moment,
  })
  .meta({ id: "Coverage" });

const fields = {
  slug: z.string().describe("What it is known by: its address here"),
  url: z.string().describe("Its page here"),
  webUrl: z.string().describe("The original at its provider"),
  title: z.string(),
  excerpt: z.string().describe("Plain text; may be empty"),
  provider: named,
  topics: z.array(topicRef),
  type: z.string().describe("`article`, `video` or what its file says"),
  publishedAt: moment,
  quality: z.int().nullable().describe("An editor's judgement, typically 0 to 150; null: not judged"),
  heat: z.int().nullable().describe("How much it matters now; -1 for coverage of another"),
  coverage: z.array(coverage).describe("Of a story's lead: the story's other articles, best quality first"),
};

export const article = z
  .object({
    ...fields,
    correction: z.object({ text: z.string(), at: moment }).nullable().describe("What an editor corrected, and when"),
  })
  .meta({ id: "Article" });

/** With the fields that were asked for; all of them unless some were. */
export const sparseArticle = article.partial().meta({ id: "SparseArticle" });

export const ARTICLE_FIELDS = article.keyof().options;
const segment = z.object({ text: z.string(), mark: z.boolean() });

export const hit = z
  .object({
    ...fields,
    highlights: z
      .object({ title: z.array(segment), excerpt: z.array(segment) })
      .describe("The texts in segments, those that match marked"),
  })
  .meta({ id: "Hit" });

const sparse = list(z.enum(ARTICLE_FIELDS, `takes only ${ARTICLE_FIELDS.join(", ")}`))
  .optional()
  .describe("Only these fields of each article");

export const articleQuery = z.object({ fields: sparse });

export const articlesQuery = z.object({
  topic: list(text).optional().describe("Topics by id, those below them included; of several any"),
  provider: list(text.toLowerCase()).optional().describe("Providers by domain; of several any"),
  type: list(text).optional().describe("Of several any"),
  from: day.optional().describe("A day, month or year, in the site's time zone"),
  to: day.optional().describe("The same; the last one that is in"),
  minQuality: score.optional(),
  minHeat: score.optional(),
  sort: z
    .enum(["newest", "top"], "must be newest or top")
    .default("newest")
    .describe("`top`: by heat, then the newest"),
  limit: whole(1, MAX_LIMIT).default(DEFAULT_LIMIT),
  after: z
    .string()
    .regex(/^(-?\d{1,15}(_-?\d{1,15}){1,2})?$/, "is not a `next` of this list")
    .optional()
    .describe("What `next` of the page before says, asked for with the same `sort`"),
  fields: sparse,
});

export const articlePage = z
  .object({
    articles: z.array(sparseArticle),
    next: z.string().nullable().describe("The next page's `after`; null on the last page"),
  })
  .meta({ id: "ArticlePage" });

export const topics = z
  .object({
    topics: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        url: z.string(),
        parent: z.string().nullable().describe("The id of the topic above it"),
        articles: z.int().describe("Live articles, those of the topics below it included"),
      }),
    ),
  })
  .meta({ id: "Topics" });

export const providers = z
  .object({
    providers: z.array(
      z.object({
        domain: z.string(),
        name: z.string(),
        url: z.string(),
        articles: z.int().describe("Live articles"),
        leads: z.int().describe("Stories that it led in the last 30 days"),
      }),
    ),
  })
  .meta({ id: "Providers" });

export type ArticleJson = z.infer<typeof article>;
export type ArticlesQuery = z.output<typeof articlesQuery>;
