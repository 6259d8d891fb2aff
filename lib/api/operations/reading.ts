/** Articles, topics and providers, as anybody may read them. */
import { z } from "zod";
import type { Operation } from "../operation";
import { READS } from "../policies";
import { articlePage, articleQuery, articlesQuery, providers, sparseArticle, topics } from "../schemas/articles";

export const slug = { name: "slug", description: "What an article is known by: its address here", schema: z.string() };
const common = { group: "Articles", method: "get", policy: READS } as const;
const unreadable = "A parameter can't be read: `parameter` names it";

export const READING: Operation[] = [
  {
    ...common,
    path: "/api/v1/articles",
    id: "articles",
    summary: "Live articles, page by page",
    description:
      "As `next` says where a page ends rather than its number, page 40,000 comes as fast as the first, and nothing is listed twice when articles come in meanwhile. `Link` names the next page, too.",
    query: articlesQuery,
    answer: articlePage,
    otherwise: { 400: unreadable },
    examples: [
      "/api/v1/articles?limit=3",
      "/api/v1/articles?sort=top&minQuality=80&fields=title,quality,heat,url&limit=5",
      "/api/v1/articles?topic={topic}&type=article&limit=3",
    ],
  },
  {
    ...common,
    path: "/api/v1/articles/{slug}",
    id: "article",
    summary: "One article",
    variables: [slug],
    query: articleQuery,
    answer: sparseArticle,
    otherwise: {
      308: "It has another address now, which `Location` says",
      400: unreadable,
      404: "There is no such article",
      410: "It was live, and is not any more",
    },
    examples: ["/api/v1/articles/{slug}", "/api/v1/articles/{slug}?fields=title,webUrl"],
  },
  {
    ...common,
    path: "/api/v1/topics",
    id: "topics",
    summary: "All topics, in their order",
    answer: topics,
    otherwise: {},
    examples: ["/api/v1/topics"],
  },
  {
    ...common,
    path: "/api/v1/providers",
    id: "providers",
    summary: "Providers with live articles, most first",
    answer: providers,
    otherwise: {},
    examples: ["/api/v1/providers"],
  },
];
