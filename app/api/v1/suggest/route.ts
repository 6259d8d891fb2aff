import { freshAnswer } from "@/app/_server/api-answer";
import { readRoute } from "@/app/_server/api-route";
import { SUGGESTIONS } from "@/lib/api/policies";
import { database } from "@/lib/database";
import { suggest } from "@/lib/search/suggest";
import { site } from "@/lib/site";

/** Completions for the search box. Whatever `q` is, the answer is 200. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async (request) => {
  const q = request.nextUrl.searchParams.get("q") ?? "";
  const found = await suggest(database().db, q, new Date());
  const absolute = <T extends { url: string }>(items: T[]) =>
    items.map((item) => ({ ...item, url: site().url + item.url }));
  return freshAnswer(request, {
    query: found.query,
    articles: absolute(found.articles),
    topics: absolute(found.topics),
    providers: absolute(found.providers),
  });
}, SUGGESTIONS);
