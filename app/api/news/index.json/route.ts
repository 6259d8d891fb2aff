import { readRoute } from "@/app/_server/api-route";
import { newsAnswer } from "@/app/_server/news-answer";

/** Page 1 of the compatible API. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute((request) => newsAnswer(request, "1"));
