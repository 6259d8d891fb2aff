/** One article, for programs that write: read, put as a file, judged. */
import { fileBody, jsonBody } from "@/app/_server/request-body";
import { expectedBy, otherwise, tokenRoute } from "@/app/_server/token-route";
import { queryOf } from "@/lib/api/schemas/query";
import { confirmedQuery, scores } from "@/lib/api/schemas/writing";
import { articleToWrite, changeBySlug } from "@/lib/api/writing";
import { database } from "@/lib/database";
import { putArticleFile } from "@/lib/transfer/put-file";

export const GET = tokenRoute(null, async (_, { slug = "" }) => ({
  id: await articleToWrite(database().db, slug),
  outcome: "unchanged",
}));

/** Makes or updates it by its file: what differs from the file as it last came is changed. */
export const PUT = tokenRoute("articles:write", async (request, { slug = "" }, { scopes, actor }) => {
  const { confirmed } = queryOf(confirmedQuery, request.nextUrl.searchParams);
  const expected = expectedBy(request);
  const text = await fileBody(request);
  const mayPublish = scopes.includes("articles:publish");
  return putArticleFile(database().db, { slug, text, by: actor, now: new Date(), mayPublish, confirmed, expected });
});

/** Sets quality and heat. */
export const PATCH = tokenRoute("articles:write", async (request, { slug = "" }, { actor }) => {
  const changes = await jsonBody(request, scores);
  const expected = expectedBy(request);
  return changeBySlug(database().db, { slug, expected, changes, by: actor, now: new Date() });
});

const { refuse, tell } = otherwise("GET, HEAD, OPTIONS, PUT, PATCH");

export { refuse as POST, refuse as DELETE, tell as OPTIONS };
