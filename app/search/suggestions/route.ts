import { readRoute } from "@/app/_server/api-route";
import { SUGGESTIONS } from "@/lib/api/policies";
import { database } from "@/lib/database";
import { asOpenSearchSuggestions, SUGGESTIONS_TYPE } from "@/lib/discovery/opensearch";
import { suggest } from "@/lib/search/suggest";
import { site } from "@/lib/site";

/** Completions as a browser's own search box reads them. Whatever `q` is, the answer is 200. */
export const { GET, OPTIONS } = readRoute(async (request) => {
  const found = await suggest(database().db, request.nextUrl.searchParams.get("q") ?? "", new Date());
  return new Response(JSON.stringify(asOpenSearchSuggestions(found, site())), {
    headers: { "content-type": SUGGESTIONS_TYPE, "access-control-allow-origin": "*", "cache-control": "no-store" },
  });
}, SUGGESTIONS);
