import { expectedBy, otherwise, tokenRoute } from "@/app/_server/token-route";
import { changeBySlug } from "@/lib/api/writing";
import { database } from "@/lib/database";

/** Takes it back: it is on no page, list or feed any more. */
export const POST = tokenRoute("articles:publish", async (request, { slug = "" }, { actor }) => {
  const expected = expectedBy(request);
  const changes = { state: "unpublished" as const };
  return changeBySlug(database().db, { slug, expected, changes, by: actor, now: new Date() });
});

const { refuse, tell } = otherwise("OPTIONS, POST");

export { refuse as GET, refuse as PUT, refuse as PATCH, refuse as DELETE, tell as OPTIONS };
