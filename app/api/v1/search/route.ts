import { apiRoute } from "@/app/_server/api-route";
import { json, problem } from "@/app/_server/problem";
import { database } from "@/lib/database";
import { search } from "@/lib/search";
import { hitAsJson } from "@/lib/search/as-json";
import { searchRequest } from "@/lib/search/parameters";
import { site } from "@/lib/site";

const PAGE_SIZE = 20;

export const GET = apiRoute(async (request) => {
  const { timeZone, url } = site();
  const now = new Date();
  const asked = searchRequest(request.nextUrl.searchParams, { timeZone, pageSize: PAGE_SIZE, now });
  const [wrong] = asked.problems;
  if (wrong) return problem(400, `${wrong.name} ${wrong.message}`, { parameter: wrong.name });
  const { hits, total, approximate, facets, engine, tookMs, suggestion } = await search(database().db, asked, now);
  const { month, ...counted } = facets;
  return json({
    query: asked.q,
    total,
    approximate,
    hits: hits.map((hit) => hitAsJson(hit, url)),
    facets: counted,
    engine,
    tookMs,
    suggestion,
  });
});
