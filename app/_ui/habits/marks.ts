/** What an item of a list says of its article, so that readers who muted it need not see it. */
import type { Card, Coverage } from "@/lib/reading/types";

type Marked = { id: number; provider: Card["provider"]; topics: Card["topics"] } | Coverage;

/** Attributes for the item's element. The mute script reads its title from what is in it. */
export const marksOf = (item: Marked) => ({ "data-id": item.id, ...subjectMarks(item) });

/** The same for what belongs to an item and is not in it. */
export const marksBeside = (item: Marked) => ({ "data-of": item.id, ...subjectMarks(item) });

function subjectMarks(item: Marked) {
  const topicIds = "topics" in item ? item.topics.map(({ id }) => id) : item.topicIds;
  return {
    "data-by": item.provider.domain,
    // Ids may be any text; in here a blank parts them.
    "data-on": topicIds.length > 0 ? topicIds.map(encodeURIComponent).join(" ") : undefined,
  };
}
