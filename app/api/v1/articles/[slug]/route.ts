import { keptAnswer } from "@/app/_server/api-answer";
import { readRoute } from "@/app/_server/api-route";
import { publicRead } from "@/app/_server/public-read";
import { articleBySlug } from "@/lib/api/articles";
import { articleQuery } from "@/lib/api/schemas/articles";
import { addressOf, queryOf } from "@/lib/api/schemas/query";
import { AppError } from "@/lib/errors";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";

/** What the article's page says, as JSON. As there: 410 for what was live, 308 to a new address. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute((request, { slug = "" }) => {
  const { fields } = queryOf(articleQuery, request.nextUrl.searchParams);
  const unknown = () => new AppError("not-found", { message: "There is no article at this address." });
  if (slug.includes("\0")) throw unknown();
  return keptAnswer(request, async (now) => {
    const { value: found, tags } = await publicRead((db) => articleBySlug(db, slug, { now, fields, url: site().url }));
    if (found.kind === "live") return { value: found.article, tags };
    if (found.kind === "gone") throw new AppError("gone", { message: "This article was taken back." });
    if (found.kind === "unknown") throw unknown();
    const location = addressOf(urls.api.article(found.slug), { fields });
    return { value: null, status: 308, headers: { location }, tags };
  });
});
