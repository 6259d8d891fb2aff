import { freshAnswer } from "@/app/_server/api-answer";
import { readRoute } from "@/app/_server/api-route";
import { openApi } from "@/lib/api/openapi";
import { site } from "@/lib/site";

/** Made for each request: it is small, and the site's name may change. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) =>
  freshAnswer(request, openApi(site())),
);
