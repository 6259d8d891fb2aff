/** Pages of the compatible API as responses. */
import type { NextRequest } from "next/server";
import { topicIdsNow } from "@/db/topic-changes";
import { topicsByIds } from "@/db/topics-read";
import { newsPageAt } from "@/lib/api/news-pages";
import { wrongParameter } from "@/lib/api/schemas/query";
import { ARTICLES_TAG, FRAME_TAG, topicTag } from "@/lib/cache-tags";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { site } from "@/lib/site";
import { topicIdsBelow } from "@/lib/topic/below";
import { urls } from "@/lib/urls";
import { keptAnswer } from "./api-answer";
import { ASKED_EACH_TIME } from "./cache-control.mjs";
import { newsIdsAt } from "./news-ids";
import { CORS_HEADERS } from "./problem";

const PAGE = /^[1-9]\d{0,8}$/;

/** One page of all articles or, with `topicId`, of a topic's and those below it. */
export async function newsAnswer(request: NextRequest, page: string, topicId?: string): Promise<Response> {
  const number = PAGE.test(page) ? Number(page) : null;
  if (number === null) throw wrongParameter("page", "must be a whole number from 1 on");
  if (topicId === undefined) return pageAnswer(request, number, null, [ARTICLES_TAG, FRAME_TAG]);
  const { db } = database();
  const isText = !topicId.includes("\0");
  const [topic] = isText ? await topicsByIds(db, [topicId]) : [];
  if (!topic) {
    const now = isText ? (await topicIdsNow(db, [topicId])).get(topicId) : undefined;
    if (now === undefined) throw new AppError("not-found", { message: "There is no topic with this id." });
    const headers = { location: urls.api.news(now, number), ...ASKED_EACH_TIME, ...CORS_HEADERS };
    return new Response(null, { status: 308, headers });
  }
  const ids = await topicIdsBelow(db, [topicId]);
  return pageAnswer(request, number, { id: topicId, ids }, [FRAME_TAG, ...ids.map(topicTag)]);
}

type Topic = { id: string; ids: string[] };

function pageAnswer(request: NextRequest, page: number, topic: Topic | null, tags: string[]): Promise<Response> {
  const topicIds = topic?.ids ?? null;
  return keptAnswer(request, async (now) => {
    const idsAt = (start: number, end: number) => newsIdsAt(topicIds, start, end);
    const { locale } = site();
    const found = await newsPageAt(database().db, { now, page, topicIds, idsAt, locale });
    if (!found) throw new AppError("not-found", { message: "There are not so many pages." });
    return { value: found.page, tags };
  });
}
