import { keptAnswer } from "@/app/_server/api-answer";
import { readRoute } from "@/app/_server/api-route";
import { newsTopicsOf } from "@/lib/api/news-pages";
import { FRAME_TAG } from "@/lib/cache-tags";
import { database } from "@/lib/database";

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute((request) =>
  keptAnswer(request, async () => ({ value: await newsTopicsOf(database().db), tags: [FRAME_TAG] })),
);
