/** What the compatible API answers, as programs of other portals of this format know it. */
import { z } from "zod";

const moment = z.string().describe("RFC 3339 in UTC, such as 2024-04-11T08:00:16Z");

export const newsImage = z
  .object({
    url: z.string(),
    width: z.number().nullable(),
    height: z.number().nullable(),
    title: z.string().nullable(),
    attribution: z.string().nullable(),
    isCached: z.boolean(),
  })
  .meta({ id: "NewsImage" });

export const newsItem = z
  .object({
    path: z.string().describe("The name of the article's file, below the portal's root"),
    title: z.string(),
    excerpt: z.string().describe("As its file has it, HTML entities included"),
    sourceUrl: z.string().nullable(),
    webUrl: z.string().nullable(),
    originalUrl: z.string().nullable(),
    featuredContent: z.string().nullable().describe("The embed code of a video, as its file has it: anybody's HTML"),
    highlight: z.string().nullable(),
    heat: z.int().nullable(),
    tags: z.array(z.string()).nullable(),
    images: z.array(newsImage),
    content: z.string().describe("Always empty: the article stays with its provider"),
    type: z.string(),
    ampWebUrl: z.string().nullable(),
    cdnAmpWebUrl: z.string().nullable(),
    publishedDateTime: moment,
    updatedDateTime: moment.nullable(),
    provider: z.object({
      name: z.string(),
      domain: z.string(),
      images: z.array(newsImage),
      publishers: z.array(z.string()).nullable(),
      authors: z.array(z.string()).nullable(),
    }),
    locale: z.string(),
    categories: z.array(z.string()),
    topics: z.array(z.string()).describe("Names"),
  })
  .meta({ id: "NewsItem" });

export const newsPage = z
  .object({
    page: z.int().min(1),
    value: z.array(newsItem),
    nextPage: z.int().nullable().describe("null on the last page"),
  })
  .meta({ id: "NewsPage" });

export const newsTopics = z
  .object({
    value: z.array(
      z.object({
        name: z.string(),
        shortname: z.string(),
        id: z.string(),
        parent: z.string().optional().describe("The name of the topic above it"),
        images: z.array(z.looseObject({ url: z.string() })).optional(),
        services: z.array(z.object({ name: z.string(), endpoint: z.string() })),
      }),
    ),
  })
  .meta({ id: "NewsTopics" });

export type NewsImage = z.infer<typeof newsImage>;
export type NewsItem = z.infer<typeof newsItem>;
export type NewsPage = z.infer<typeof newsPage>;
export type NewsTopics = z.infer<typeof newsTopics>;
