/** Addresses that portals of this format have had for long, for programs that know them. */
import { z } from "zod";
import type { Operation } from "../operation";
import { READS } from "../policies";
import { newsPage, newsTopics } from "../schemas/news";

const page = { name: "page", description: "From 1", schema: z.int().min(1).max(999_999_999) };
const noSuch = { 400: "`page` is no number", 404: "There are not so many pages" };
const common = { group: "Compatible", method: "get", policy: READS } as const;

export const COMPATIBLE: Operation[] = [
  {
    ...common,
    path: "/api/news/index.json",
    id: "news",
    summary: "The newest articles",
    description: "25 a page, the newest first, those of one moment by `path`.",
    answer: newsPage,
    otherwise: {},
    examples: ["/api/news/index.json"],
  },
  {
    ...common,
    path: "/api/news/page/{page}/index.json",
    id: "newsPage",
    summary: "One page of all articles",
    variables: [page],
    answer: newsPage,
    otherwise: noSuch,
    examples: ["/api/news/page/2/index.json"],
  },
  {
    ...common,
    path: "/api/news/{topicId}/page/{page}/index.json",
    id: "newsOfTopic",
    summary: "One page of a topic's articles",
    description: "Articles of the topics below it are in it.",
    variables: [{ name: "topicId", description: "As `/api/topics/index.json` has it", schema: z.string() }, page],
    answer: newsPage,
    otherwise: { ...noSuch, 308: "The topic has another id now", 404: "There is no such topic, or not so many pages" },
    examples: ["/api/news/{topic}/page/1/index.json"],
  },
  {
    ...common,
    path: "/api/topics/index.json",
    id: "newsTopics",
    summary: "All topics, as their files have them",
    answer: newsTopics,
    otherwise: {},
    examples: ["/api/topics/index.json"],
  },
];
