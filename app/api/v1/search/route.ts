import { freshAnswer } from "@/app/_server/api-answer";
import { readRoute } from "@/app/_server/api-route";
import { mayKeepSearch } from "@/app/_server/kept-search";
import { publicRead } from "@/app/_server/public-read";
import { SEARCHES } from "@/lib/api/policies";
import { queryOf, wrongParameter } from "@/lib/api/schemas/query";
import { searchQuery } from "@/lib/api/schemas/search";
import { search } from "@/lib/search";
import { hitAsJson } from "@/lib/search/as-json";
import { searchRequest } from "@/lib/search/parameters";
import { site } from "@/lib/site";

const PAGE_SIZE = 20;

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  const { timeZone, url } = site();
  const now = new Date();
  const { searchParams } = request.nextUrl;
  queryOf(searchQuery, searchParams);
  // Some parameters are right only together, such as a page and its size.
  const asked = searchRequest(searchParams, { timeZone, pageSize: PAGE_SIZE, now });
  const [wrong] = asked.problems;
  if (wrong) throw wrongParameter(wrong.name, wrong.message);
  const { hits, total, approximate, facets, engine, tookMs, suggestion, note } = await publicRead((db) =>
    search(db, asked, now),
  );
  const { month, ...counted } = facets;
  const found = {
    query: asked.q,
    total,
    approximate,
    hits: hits.map((hit) => hitAsJson(hit, url)),
    facets: counted,
    engine,
    suggestion,
  };
  // Nothing is to be said of who answered: it was whoever should.
  if (note === null) await mayKeepSearch(null, now);
  return freshAnswer(request, found, { tookMs });
}, SEARCHES);
