import { keptAnswer } from "@/app/_server/api-answer";
import { readRoute } from "@/app/_server/api-route";
import { publicRead } from "@/app/_server/public-read";
import { articlesPage } from "@/lib/api/articles";
import { articlesQuery } from "@/lib/api/schemas/articles";
import { addressOf, queryOf } from "@/lib/api/schemas/query";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";

/** Live articles by what is asked of them, page by page: `next` is in the answer and in `Link`. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute((request) => {
  const query = queryOf(articlesQuery, request.nextUrl.searchParams);
  return keptAnswer(request, async (now) => {
    const place = site();
    const page = await publicRead((db) => articlesPage(db, query, { now, ...place }));
    const { next } = page.value;
    if (next === null) return page;
    const address = addressOf(place.url + urls.api.articles, { ...query, after: next });
    return { ...page, headers: { link: `<${address}>; rel="next"` } };
  });
});
