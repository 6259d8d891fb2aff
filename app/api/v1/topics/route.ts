import { keptAnswer } from "@/app/_server/api-answer";
import { readRoute } from "@/app/_server/api-route";
import { publicRead } from "@/app/_server/public-read";
import { topicsJson } from "@/lib/api/names";
import { site } from "@/lib/site";

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute((request) =>
  keptAnswer(request, (now) => publicRead((db) => topicsJson(db, now, site().url))),
);
