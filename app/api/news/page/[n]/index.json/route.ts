import { readRoute } from "@/app/_server/api-route";
import { newsAnswer } from "@/app/_server/news-answer";

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute((request, { n = "" }) => newsAnswer(request, n));
