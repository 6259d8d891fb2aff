import { keptAnswer } from "@/app/_server/api-answer";
import { readRoute } from "@/app/_server/api-route";
import { providersJson } from "@/lib/api/names";
import { database } from "@/lib/database";
import { site } from "@/lib/site";

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute((request) =>
  keptAnswer(request, (now) => providersJson(database().db, now, site().url)),
);
