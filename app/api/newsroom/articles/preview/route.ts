import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { target, targetOf } from "@/app/admin/(room)/articles/target";
import { resolvedFilter } from "@/db/admin-filter";
import { database } from "@/lib/database";
import { operation } from "@/lib/publishing/bulk/operation";
import { preview } from "@/lib/publishing/bulk/preview";
import { site } from "@/lib/site";

/** What an act on many articles would do. */
export const POST = editorRoute(z.object({ operation, target }), async (given) => {
  const { db } = database();
  const asked = targetOf(given.target, site().timeZone);
  const articles = "ids" in asked ? asked : { filter: await resolvedFilter(db, asked.filter) };
  return preview(db, given.operation, articles, new Date());
});
