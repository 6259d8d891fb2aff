import { jsonBody } from "@/app/_server/request-body";
import { expectedBy, otherwise, tokenRoute } from "@/app/_server/token-route";
import { publication } from "@/lib/api/schemas/writing";
import { changeBySlug } from "@/lib/api/writing";
import { database } from "@/lib/database";

/** Publishes it; below the minimum quality only where that quality is confirmed. */
export const POST = tokenRoute("articles:publish", async (request, { slug = "" }, { actor }) => {
  const { confirmed } = await jsonBody(request, publication);
  const expected = expectedBy(request);
  const changes = { state: "published" as const };
  return changeBySlug(database().db, { slug, expected, changes, confirmed, by: actor, now: new Date() });
});

const { refuse, tell } = otherwise("OPTIONS, POST");

export { refuse as GET, refuse as PUT, refuse as PATCH, refuse as DELETE, tell as OPTIONS };
