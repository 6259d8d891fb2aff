import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { searchWords, wordsIn } from "@/app/admin/(room)/stories/filter";
import { toldGroups } from "@/app/admin/(room)/stories/told-groups";
import { articlesByTitle, articlesWithStories } from "@/db/stories-read";
import { database } from "@/lib/database";
import { site } from "@/lib/site";

const LIMIT = 20;

/** Stories and articles by words of titles, newest first, each with all that would come along. */
export const POST = editorRoute(z.object({ q: searchWords }), async ({ q }) => {
  const words = wordsIn(q);
  if (words.length === 0) return { groups: [] };
  const { db } = database();
  const found = await articlesByTitle(db, words, LIMIT);
  const whole = await articlesWithStories(
    db,
    found.map(({ id }) => id),
  );
  return { groups: toldGroups(found, whole, new Date(), site()) };
});
